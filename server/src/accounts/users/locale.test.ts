import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLanguage, parseTimeZone } from './locale.ts'

test.each([
  ['de', 'de'],
  ['EN-us', 'en-US'],
  ['zh-hant-tw', 'zh-Hant-TW'],
])('%s is a language, canonically %s', (text, canonical) => {
  expect(parseLanguage(text)).toBe(canonical)
})

test.each([
  '',
  'de_DE',
  'deutsch!',
  'x',
  'toolonglanguage',
  ' de',
  `en-${'a'.repeat(40)}`,
  `en-x${'-abcdefgh'.repeat(4)}`,
])('%j is no language', (text) => {
  expect(parseLanguage(text)).toBeUndefined()
})

test.each([
  ['Europe/Zurich', 'Europe/Zurich'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['UTC', 'UTC'],
  ['Etc/GMT+5', 'Etc/GMT+5'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
])('%s is a time zone, stored as %s', (text, stored) => {
  expect(parseTimeZone(text)).toBe(stored)
})

test.each(['', '+01:00', 'Mars/Olympus', 'Europe/Zurich ', 'Europe', '../etc/passwd', 'x'.repeat(100)])(
  '%j is no time zone',
  (text) => {
    expect(parseTimeZone(text)).toBeUndefined()
  },
)

test('what is accepted is accepted again, unchanged, and can be calculated with', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
  fc.assert(
    fc.property(
      fc.oneof(
        zones,
        fc.string(),
        zones.map((zone) => zone.toUpperCase()),
      ),
      (text) => {
        const zone = parseTimeZone(text)
        if (zone === undefined) return
        expect(parseTimeZone(zone)).toBe(zone)
        expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
      },
    ),
  )
  const tags = fc.string({ unit: fc.constantFrom(...Array.from('adeHn-_1x ')), maxLength: 12 })
  fc.assert(
    fc.property(fc.oneof(tags, fc.string()), (text) => {
      const language = parseLanguage(text)
      if (language !== undefined) expect(parseLanguage(language)).toBe(language)
    }),
    { numRuns: 1000 },
  )
})
