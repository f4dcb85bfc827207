import { expect, test } from 'vitest'
import { checkConfig } from './load-config.ts'

test('files in a map start from where they are named, and those that are not there are missed', async () => {
  const files = new Map([
    ['/etc/isthmus/main.yaml', 'outbound: { identities: { partner: { cert: a.pem, key: ../a.key } } }\n'],
    ['/etc/isthmus/a.pem', ''],
  ])
  const check = () =>
    checkConfig({
      flags: { config: '/etc/isthmus/main.yaml' },
      environment: {},
      readFile: async (path) => files.get(path),
    })
  const problem = { key: 'outbound.identities', value: '/etc/a.key', message: 'no such file' }
  expect(await check()).toMatchObject({ ok: false, problems: [problem] })
  files.set('/etc/a.key', '')
  const identities = { partner: { cert: '/etc/isthmus/a.pem', key: '/etc/a.key' } }
  expect(await check()).toMatchObject({ ok: true, loaded: { config: { outbound: { identities } } } })
})
