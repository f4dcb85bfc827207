import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probeFolder } from './probe-folder.ts'

test('a folder that can be written to is left as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-probe-'))
  try {
    await probeFolder(folder)
    expect(await readdir(folder)).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test.each([
  ['/nowhere/at/all', 'ENOENT'],
  ['/dev/null', 'ENOTDIR'],
])('%s cannot (%s)', async (folder, code) => {
  await expect(probeFolder(folder)).rejects.toMatchObject({ code })
})
