import { expect, test } from 'vitest'
import { destinationOf } from './grid-keys.ts'

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 5, 15],
  ['PageDown', 95, 99],
  ['PageUp', 5, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['ArrowRight', 50, undefined],
  ['x', 50, undefined],
])('in a list of 100, %s leads from %i to %i', (key, index, expected) => {
  expect(destinationOf(key, { index, total: 100, columns: 1, rows: 10 })).toBe(expected)
})

test.each([
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 2, 6],
  ['ArrowDown', 7, 9],
  ['ArrowDown', 8, 8],
  ['ArrowUp', 5, 1],
  ['ArrowUp', 1, 1],
])('in ten tiles, four beside each other, %s leads from %i to %i', (key, index, expected) => {
  expect(destinationOf(key, { index, total: 10, columns: 4, rows: 2 })).toBe(expected)
})

test('in an empty list no key leads anywhere', () => {
  expect(destinationOf('End', { index: 0, total: 0, columns: 1, rows: 10 })).toBeUndefined()
})
