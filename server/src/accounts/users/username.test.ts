import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseUsername } from './username.ts'

const letters = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 70 })
const likely = fc.string({
  unit: fc.constantFrom(...Array.from('aAzZ09._-@/ äÄßſςΣσıİﬁａ\u0301\u0345\u0000\u200d')),
  minLength: 0,
  maxLength: 66,
})
const anything = fc.oneof(letters, likely)

function keyOf(name: string): string | undefined {
  const parsed = parseUsername(name)
  return parsed.ok ? parsed.key : undefined
}

test.each([
  'ann',
  'Ann',
  'a',
  '1',
  'ann.lee',
  'ann_lee-2',
  'zoë',
  'Ωmega',
  'चित्रा',
  '王',
  'x'.repeat(64),
  '𐐷'.repeat(64),
])('%s is a user name', (name) => {
  expect(parseUsername(name)).toMatchObject({ ok: true, username: name.normalize('NFC') })
})

test.each([
  ['', 'empty'],
  ['x'.repeat(65), 'too-long'],
  ['x'.repeat(100_000), 'too-long'],
  ['ann@cloud', 'invalid-characters'],
  ['ann/lee', 'invalid-characters'],
  ['ann lee', 'invalid-characters'],
  ['ann:lee', 'invalid-characters'],
  ['ann\n', 'invalid-characters'],
  ['ann\u0000', 'invalid-characters'],
  ['ann\u200d', 'invalid-characters'],
  ['\ud800', 'invalid-characters'],
  ['.', 'invalid-start'],
  ['..', 'invalid-start'],
  ['-rf', 'invalid-start'],
  ['_ann', 'invalid-start'],
  ['\u0301a', 'invalid-start'],
  ['ａｎｎ', 'compatibility-characters'],
  ['ﬁona', 'compatibility-characters'],
])('%j is no user name: %s', (name, reason) => {
  expect(parseUsername(name)).toEqual({ ok: false, reason })
})

test('names that differ in case, in composition or in the form of ß and ς alone have the same key', () => {
  for (const [one, other] of [
    ['ann', 'ANN'],
    ['zoe\u0308', 'ZO\u00cb'],
    ['strauß', 'STRAUSS'],
    ['νικος', 'ΝΙΚΟΣ'],
    ['νικος', 'νικοσ'],
  ] as const) {
    expect(keyOf(one)).toBe(keyOf(other))
  }
  expect(keyOf('ann')).not.toBe(keyOf('anna'))
})

test('what is accepted is in its only form, and safe in a path, an address and Basic credentials', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const parsed = parseUsername(text)
      if (!parsed.ok) return
      expect(parseUsername(parsed.username)).toEqual(parsed)
      expect(parsed.username).toBe(parsed.username.normalize('NFC'))
      expect(parsed.username).not.toMatch(/[@/\\:\s\p{C}]|^\.+$/u)
      expect(Array.from(parsed.username).length).toBeLessThanOrEqual(64)
    }),
    { numRuns: 2000 },
  )
})

test('the case of a name never matters for its key', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const parsed = parseUsername(text)
      if (!parsed.ok) return
      for (const variant of [parsed.username.toUpperCase(), parsed.username.toLowerCase()]) {
        // Some names grow too long or out of the allowed letters; the others mean the same user.
        expect([parsed.key, undefined]).toContain(keyOf(variant))
      }
    }),
    { numRuns: 2000 },
  )
})
