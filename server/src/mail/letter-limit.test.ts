import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letterLimits, waitingTime } from './letter-limit.ts'

const hour = 60 * 60_000
const now = 100 * hour

function every(milliseconds: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => now - (index + 1) * milliseconds)
}

test.each<[string, Parameters<typeof waitingTime>[0], number[], number[], number]>([
  ['nothing before', 'password-reset', [], [], 0],
  ['two in the hour', 'password-reset', every(60_000, 2), [], 0],
  ['three in the hour', 'password-reset', every(60_000, 3), [], hour - 3 * 60_000],
  ['three in the hour of another kind', 'notifications', every(60_000, 3), [], 0],
  ['ten in the day', 'password-reset', every(2 * hour, 10), [], 4 * hour],
  [
    'thirty that one user has made this cloud write to others',
    'verification',
    [],
    every(60_000, 30),
    23.5 * hour,
  ],
])('after %s', (_what, kind, toMailbox, byCause, wait) => {
  expect(waitingTime(kind, { toMailbox, byCause }, now)).toBe(wait)
})

test('however somebody asks, a mailbox gets no more in any hour and any day than it may', () => {
  const kinds = fc.constantFrom(...(Object.keys(letterLimits) as (keyof typeof letterLimits)[]))
  fc.assert(
    fc.property(kinds, fc.array(fc.nat({ max: 2 * hour }), { maxLength: 300 }), (kind, pauses) => {
      const sent: number[] = []
      let at = now
      for (const pause of pauses) {
        at += pause
        if (waitingTime(kind, { toMailbox: sent, byCause: [] }, at) > 0) continue
        sent.push(at)
        const within = (window: number) => sent.filter((time) => time > at - window).length
        expect(within(hour)).toBeLessThanOrEqual(letterLimits[kind].inHour)
        expect(within(24 * hour)).toBeLessThanOrEqual(letterLimits[kind].inDay)
      }
    }),
  )
})
