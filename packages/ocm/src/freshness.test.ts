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

it.each([
  ['60', 540_000],
  ['600', 0],
  ['9999', 0],
  ['-5', 600_000],
  ['old', 600_000],
])(
  'what has lain in a cache for %s s holds for %i ms of the 600 s that it was given',
  (age, milliseconds) => {
    expect(freshnessOf({ 'cache-control': 'max-age=600', age })).toBe(milliseconds)
  },
)
