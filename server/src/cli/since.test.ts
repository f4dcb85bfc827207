import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { sinceParser } from './since.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const parse = sinceParser({ clock: { now: () => now, sleep: async () => {} } })

describe('since when something is wanted', () => {
  it.each([
    ['7d', '2026-11-17T12:00:00.000Z'],
    ['90s', '2026-11-24T11:58:30.000Z'],
    ['2026-11-01T08:30:00+02:00', '2026-11-01T06:30:00.000Z'],
    ['2026-11-01', new Date(2026, 10, 1).toISOString()],
  ])('can be %s', (text, moment) => {
    expect(parse(text)).toBe(moment)
  })

  it.each(['', 'yesterday', '7', '2026-13-01', '2026-02-31', '2026-11-01T08:30:00', '99999999d'])(
    'is never “%s”',
    (text) => {
      expect(() => parse(text)).toThrow(InvalidArgumentError)
    },
  )
})
