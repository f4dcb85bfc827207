import { expect, test } from 'vitest'
import { configFlags } from './index.ts'

test('the help of a flag shows what it takes and what it is without it', () => {
  const flags = new Map(configFlags().map((flag) => [flag.key, flag]))
  expect(flags.get('listen')).toMatchObject({ syntax: '--listen <HOST:PORT>', default: '127.0.0.1:8080' })
  expect(flags.get('federation.allowHttpFallback')).toMatchObject({ syntax: '--allow-http-fallback' })
  expect(flags.get('publicUrl')).not.toHaveProperty('default')
})
