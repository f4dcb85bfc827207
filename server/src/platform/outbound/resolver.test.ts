import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSystemResolver } from './resolver.ts'

test('the hosts file answers first, with every address and in any case', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-hosts-'))
  try {
    const file = join(folder, 'hosts')
    await writeFile(
      file,
      '127.0.0.1 localhost\n10.0.0.5\tcloud.example alias # cloud\nfd00::5 Cloud.Example\n#1.1.1.1 no.example\n',
    )
    const resolve = createSystemResolver(file)
    expect(await resolve('CLOUD.example.')).toEqual(['10.0.0.5', 'fd00::5'])
    expect(await resolve('alias')).toEqual(['10.0.0.5'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a name without a dot is left to the system', async () => {
  const addresses = await createSystemResolver('/nowhere/hosts')('localhost')
  expect(addresses).toEqual(expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]))
})
