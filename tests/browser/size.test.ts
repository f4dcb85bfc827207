import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const dist = resolve(import.meta.dirname, '../../web/dist')

/** Of a script as browsers get it. */
function sizeOf(path: string): number {
  return statSync(join(dist, `${path}.gz`)).size
}

test('the scripts with which the app begins, and a language, are at most 260 kB, compressed', () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/"\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path)
  const languages = readdirSync(join(dist, 'assets')).filter((name) => /^core-[^.]+\.js$/.test(name))
  expect(scripts).not.toEqual([])
  expect(languages).toHaveLength(2)
  const words = Math.max(...languages.map((name) => sizeOf(`assets/${name}`)))
  expect(scripts.reduce((sum, path) => sum + sizeOf(path), words)).toBeLessThanOrEqual(260_000)
})

test('what is fetched when it is needed comes in parts of at most 40 kB, compressed', () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const parts = readdirSync(join(dist, 'assets')).filter(
    (name) => name.endsWith('.js') && !page.includes(name),
  )
  expect(parts.filter((name) => sizeOf(`assets/${name}`) > 40_000)).toEqual([])
})
