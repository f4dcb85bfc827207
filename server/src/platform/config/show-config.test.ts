import { expect, test } from 'vitest'
import { loadConfig } from './load-config.ts'
import { showConfig } from './show-config.ts'

test('every setting is shown as the operator would write it, with where it came from', async () => {
  const loaded = await loadConfig({
    environment: { ISTHMUS_OUTBOUND_HOSTS: 'a.test=127.0.0.1' },
    flags: { listen: '127.0.0.1:9000' },
    readFile: async () => undefined,
  })
  const shown = new Map(showConfig(loaded).map(({ key, ...rest }) => [key, rest]))
  expect(shown.get('listen')).toEqual({ value: '127.0.0.1:9000', source: '--listen' })
  expect(shown.get('outbound.hosts')).toEqual({
    value: '{"a.test":"127.0.0.1"}',
    source: 'ISTHMUS_OUTBOUND_HOSTS',
  })
  expect(shown.get('outbound.connectTimeout')).toEqual({ value: '10s', source: 'default' })
  expect(shown.get('publicUrl')).toEqual({ value: 'http://localhost:9000', source: 'derived' })
  expect(shown.get('tls.cert')).toEqual({ source: 'not set' })
})
