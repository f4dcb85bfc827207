import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { expiryParser } from './expiry.ts'

const now = Date.UTC(2026, 10, 24, 6)
const parse = expiryParser({ clock: createManualClock(now) })

describe('when something ends', () => {
  it.each([
    ['90s', now + 90_000],
    ['12h', now + 12 * 3_600_000],
    ['7d', now + 7 * 86_400_000],
  ])('is a time from now: %s', (text, moment) => {
    expect(Date.parse(parse(text))).toBe(moment)
  })

  it('is a day until its last millisecond, where the machine is', () => {
    expect(Date.parse(parse('2026-12-31'))).toBe(new Date(2027, 0, 1).getTime() - 1)
  })

  it('is a moment with its zone', () => {
    expect(parse('2026-12-24T18:00:00Z')).toBe('2026-12-24T18:00:00.000Z')
    expect(parse('2026-12-24T18:00+01:00')).toBe('2026-12-24T17:00:00.000Z')
  })

  it.each([
    'soon',
    '7',
    '-7d',
    '2026-02-30',
    '2026-13-01',
    '24.12.2026',
    '2026-12-24T18:00:00',
    '2026-12-24T25:00:00Z',
    '99999999999d',
  ])('is not %s', (text) => {
    expect(() => parse(text)).toThrow(InvalidArgumentError)
  })
})
