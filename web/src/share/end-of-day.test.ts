import { expect, test } from 'vitest'
import { dayOf, endOfDay } from './end-of-day.ts'

test('a day that was chosen is shown again', () => {
  expect(dayOf(endOfDay('2026-03-01'))).toBe('2026-03-01')
  expect(new Date(endOfDay('2026-03-01') ?? '').getHours()).toBe(23)
})

test('no day is no end', () => {
  expect(endOfDay('')).toBeNull()
  expect(endOfDay('soon')).toBeNull()
  expect(dayOf(null)).toBe('')
})
