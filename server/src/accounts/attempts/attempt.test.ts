import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Attempt, attemptWindow, networkOf, waitingTime } from './attempt.ts'

const minute = 60_000
const now = 100 * minute

function attempts(count: number, fields: Partial<Attempt> = {}): Attempt[] {
  return Array.from({ length: count }, (_, index) => ({
    nameHash: 'ann',
    addressHash: `address ${index}`,
    at: now - minute,
    ...fields,
  }))
}

const ann: Attempt = { nameHash: 'ann', addressHash: 'here', at: now }

test.each([
  ['nothing before', [], 0],
  ['nine times the same name from the same address', attempts(9, { addressHash: 'here' }), 0],
  ['ten times the same name from the same address', attempts(10, { addressHash: 'here' }), 9 * minute],
  ['29 times the same name from elsewhere', attempts(29, { at: now - 1 }), 0],
  ['30 times the same name from elsewhere, just now', attempts(30, { at: now - 1 }), minute - 1],
  ['30 times the same name from elsewhere, a minute ago', attempts(30), 0],
  ['99 other names from the same address', attempts(99, { nameHash: 'x', addressHash: 'here' }), 0],
  [
    '100 other names from the same address',
    attempts(100, { nameHash: 'x', addressHash: 'here' }),
    9 * minute,
  ],
] as const)('after %s', (_what, before, wait) => {
  expect(waitingTime(before, ann)).toBe(wait)
})

test('a limit makes room when the oldest attempt that counts leaves the window', () => {
  const before = Array.from({ length: 10 }, (_, index) => ({ ...ann, at: now - index * minute }))
  expect(waitingTime(before, ann)).toBe(minute)
  expect(waitingTime(before, { ...ann, at: now + minute })).toBe(0)
})

test('over any ten minutes no more attempts pass than the limits say, and the wait is never too short or too long', () => {
  const tries = fc.array(
    fc.record({
      nameHash: fc.constantFrom('ann', 'bob'),
      addressHash: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      pause: fc.constantFrom(0, 1, 500, 20_000, 61_000),
    }),
    { minLength: 50, maxLength: 400 },
  )
  fc.assert(
    fc.property(tries, (sequence) => {
      const passed: Attempt[] = []
      let at = now
      for (const { nameHash, addressHash, pause } of sequence) {
        at += pause
        const attempt = { nameHash, addressHash, at }
        const recent = passed.filter((other) => other.at > at - attemptWindow)
        const wait = waitingTime(recent, attempt)
        const byBoth = recent.filter(
          (other) => other.nameHash === nameHash && other.addressHash === addressHash,
        )
        const byAddress = recent.filter((other) => other.addressHash === addressHash)
        if (wait > 0) {
          const others = byBoth.length < 10 && byAddress.length < 100
          expect(wait).toBeLessThanOrEqual(others ? minute : attemptWindow)
          expect(
            waitingTime(
              recent.filter((other) => other.at > at + wait - attemptWindow),
              { ...attempt, at: at + wait },
            ),
          ).toBe(0)
          continue
        }
        expect(byBoth.length).toBeLessThan(10)
        expect(byAddress.length).toBeLessThan(100)
        passed.push(attempt)
        const lastMinute = passed.filter((other) => other.nameHash === nameHash && other.at > at - minute)
        const sinceTen = passed.filter(
          (other) => other.nameHash === nameHash && other.at > at - attemptWindow,
        )
        expect(sinceTen.length <= 30 || lastMinute.length <= 3).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '8193:3512:1:2'],
  ['2001:db8:1:2::ffff', '8193:3512:1:2'],
  ['2001:db8:1:3::ffff', '8193:3512:1:3'],
  ['::1', '0:0:0:0'],
  ['', ''],
  ['no address', 'no address'],
])('the client %j counts as %j', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
