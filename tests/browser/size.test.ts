import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const assets = resolve(import.meta.dirname, '../../web/dist/assets')
const page = readFileSync(join(assets, '../index.html'), 'utf8')
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))

/** With which the app begins. */
const first = scripts.filter((name) => page.includes(name))

/** The words of what everybody meets, in each language. */
const core = scripts.filter((name) => name.startsWith('core-'))

/** Of a script as browsers get it, or of several. */
function sizeOf(...names: readonly string[]): number {
  return names.reduce((sum, name) => sum + statSync(join(assets, `${name}.gz`)).size, 0)
}

test('the scripts with which the app begins, and a language, are at most 239 kB, compressed', () => {
  expect(first).not.toEqual([])
  expect(core).toHaveLength(2)
  expect(sizeOf(...first) + Math.max(...core.map((name) => sizeOf(name)))).toBeLessThanOrEqual(239_000)
})

test('all scripts of the app, with the words of both languages, are at most 366 kB, compressed', () => {
  expect(sizeOf(...scripts)).toBeLessThanOrEqual(366_000)
})

test('what is fetched when it is needed comes in parts of at most 40 kB, compressed', () => {
  const later = scripts.filter((name) => !first.includes(name))
  expect(later.filter((name) => sizeOf(name) > 40_000)).toEqual([])
})
