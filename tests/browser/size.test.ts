import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const assets = resolve(import.meta.dirname, '../../web/dist/assets')

test('all scripts of the app together are at most 260 kB, compressed', () => {
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js.gz'))
  const bytes = scripts.reduce((sum, name) => sum + statSync(join(assets, name)).size, 0)
  expect(scripts).not.toEqual([])
  expect(bytes).toBeLessThanOrEqual(260_000)
})
