import { expect, test } from 'vitest'
import { nextMorning } from './next-morning.ts'

test.each([
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T07:00:00Z'],
  ['2026-01-01T06:59:59Z', 'UTC', '2026-01-01T07:00:00Z'],
  ['2026-01-01T07:00:00Z', 'UTC', '2026-01-02T07:00:00Z'],
  ['2026-01-01T12:34:56Z', 'Europe/Berlin', '2026-01-02T06:00:00Z'],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T01:15:00Z'],
  ['2026-01-01T00:00:00Z', 'America/Los_Angeles', '2026-01-01T15:00:00Z'],
  ['2026-01-01T00:00:00Z', 'Pacific/Chatham', '2026-01-01T17:15:00Z'],
  // The nights in which clocks are put forward and back.
  ['2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T05:00:00Z'],
  ['2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T06:00:00Z'],
])('after %s in %s the mail of the day goes at %s', (now, zone, morning) => {
  expect(new Date(nextMorning(Date.parse(now), zone)).toISOString()).toBe(new Date(morning).toISOString())
})

test('without a time zone it is that of Greenwich', () => {
  expect(nextMorning(0)).toBe(7 * 60 * 60_000)
})
