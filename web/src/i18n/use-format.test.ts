import { expect, test } from 'vitest'
import { formatFor } from './use-format.ts'

/** Intl puts spaces that do not break between numbers and units. */
function plain(text: string): string {
  return text.replaceAll(/\s/g, ' ')
}

test.each([
  [0, '0 bytes', '0 Byte'],
  [999, '999 bytes', '999 Byte'],
  [1_000, '1 kB', '1 kB'],
  [1_440_000, '1.4 MB', '1,4 MB'],
  [2 ** 31, '2.1 GB', '2,1 GB'],
  [10 ** 20, '100,000 PB', '100.000 PB'],
])('%i bytes are %s, and %s in German', (bytes, english, german) => {
  expect(plain(formatFor('en-GB').size(bytes))).toBe(english)
  expect(plain(formatFor('de-DE').size(bytes))).toBe(german)
})

test('times are told from now on, and as a date when they are more than a month away', () => {
  const { relative } = formatFor('en-GB')
  const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString()
  expect(relative(ago(5 * 60_000 + 1_000))).toBe('5 minutes ago')
  expect(relative(ago(-3 * 86_400_000 - 1_000))).toBe('in 3 days')
  expect(relative('2020-03-01T12:00:00Z')).toBe('1 Mar 2020')
})

test('dates are those of the time zone that somebody has chosen', () => {
  const moment = '2026-06-30T22:30:00Z'
  expect(formatFor('en-GB', 'Europe/Berlin').date(moment)).toBe('1 Jul 2026')
  expect(formatFor('en-GB', 'America/Lima').date(moment)).toBe('30 Jun 2026')
})

test('what lasts until a day is over ends on that day, and elsewhere at a time', () => {
  const moment = '2026-11-25T10:59:59Z'
  expect(formatFor('en-GB', 'Pacific/Auckland').end(moment)).toBe('25 Nov 2026')
  expect(formatFor('en-GB', 'Europe/Berlin').end(moment)).toBe('25 Nov 2026, 11:59')
})
