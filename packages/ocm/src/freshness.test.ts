import { expect, it } from 'vitest'
import { freshnessOf } from './freshness.ts'

it.each([
  [undefined, 3_600_000],
  ['public', 3_600_000],
  ['max-age=600', 600_000],
  ['public, Max-Age="60", must-revalidate', 60_000],
  ['max-age=99999999', 86_400_000],
  ['max-age=0', 0],
  ['no-store', 0],
  ['no-cache, max-age=600', 0],
  ['max-age=soon', 3_600_000],
])('OCM-DISC-22: with Cache-Control %s a document holds for %i ms', (value, milliseconds) => {
  expect(freshnessOf(value === undefined ? {} : { 'cache-control': value })).toBe(milliseconds)
})
