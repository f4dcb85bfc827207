import { expect, test } from 'vitest'
import { dayOf, endOfDay, isEndOfDay, momentOf } from './day.ts'

test.each([
  [undefined, '2026-03-01', undefined],
  ['Pacific/Auckland', '2026-11-25', '2026-11-25T10:59:59.000Z'],
  ['America/Los_Angeles', '2026-11-25', '2026-11-26T07:59:59.000Z'],
  ['Europe/Berlin', '2026-10-24', '2026-10-24T21:59:59.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.000Z'],
  ['Pacific/Auckland', '2026-04-04', '2026-04-04T10:59:59.000Z'],
  // Its clocks are put back to 23:00 when this day would be over.
  ['America/Santiago', '2026-04-04', '2026-04-05T03:59:59.000Z'],
])('in %s the day %s is over at its own midnight, and is shown again', (zone, day, end) => {
  const moment = endOfDay(day, zone) ?? ''
  if (end !== undefined) expect(moment).toBe(end)
  expect(dayOf(moment, zone)).toBe(day)
  expect(isEndOfDay(moment, zone)).toBe(true)
  expect(isEndOfDay(moment, 'Asia/Kathmandu')).toBe(false)
})

test('a day and time are those of the clocks there', () => {
  expect(momentOf('2026-11-25T18:00', 'Asia/Kathmandu')).toBe('2026-11-25T12:15:00.000Z')
  expect(momentOf('', 'Asia/Kathmandu')).toBeNull()
})

test('no day is no end', () => {
  expect(endOfDay('', undefined)).toBeNull()
  expect(endOfDay('soon', undefined)).toBeNull()
  expect(dayOf(null, undefined)).toBe('')
})
