import { expect, test } from 'vitest'
import { countOf, everything, including, isSelected, nothing, only, toggled, without } from './selection.ts'

test('what is chosen one by one is chosen', () => {
  const chosen = toggled(toggled(toggled(nothing, 'a'), 'b'), 'a')
  expect(isSelected(chosen, 'a')).toBe(false)
  expect(isSelected(chosen, 'b')).toBe(true)
  expect(countOf(chosen, 10)).toBe(1)
})

test('of everything, single ones can be left out and taken back', () => {
  const most = toggled(everything, 'a')
  expect(isSelected(most, 'a')).toBe(false)
  expect(isSelected(most, 'never fetched')).toBe(true)
  expect(countOf(most, 100_000)).toBe(99_999)
  expect(countOf(including(most, ['a']), 100_000)).toBe(100_000)
})

test('what is gone is no longer chosen', () => {
  expect(countOf(without(only(['a', 'b']), ['b', 'c']), 10)).toBe(1)
  expect(countOf(including(only(['a']), ['b', 'a']), 10)).toBe(2)
  expect(countOf(without(everything, ['a']), 10)).toBe(0)
})
