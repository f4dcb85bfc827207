import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEmail } from './email.ts'

test.each([
  ['ann@mail.example', 'ann@mail.example', 'ann@mail.example'],
  ['  Ann.Lee+cloud@Mail.Example ', 'Ann.Lee+cloud@mail.example', 'ann.lee+cloud@mail.example'],
  ["o'brien!#$%&*/=?^_`{|}~-@mail.example", undefined, undefined],
  ['ann@localhost', 'ann@localhost', 'ann@localhost'],
  ['zoe\u0308@zu\u0308rich.example', 'zo\u00eb@xn--zrich-kva.example', 'zo\u00eb@xn--zrich-kva.example'],
  ['пётр@пример.example', 'пётр@xn--e1afmkfd.example', 'пётр@xn--e1afmkfd.example'],
  [`${'x'.repeat(64)}@mail.example`, undefined, undefined],
])('%s is an e-mail address', (text, address = text, key = text) => {
  expect(parseEmail(text)).toEqual({ address, key })
})

test.each([
  '',
  'ann',
  '@mail.example',
  'ann@',
  'ann@mail..example',
  'ann@.example',
  'ann@mail.example.',
  'ann@-mail.example',
  'ann@mail-.example',
  'ann@mail_1.example',
  'ann@192.0.2.1',
  'ann@[192.0.2.1]',
  'ann@0x7f.1',
  'ann@mail.example:25',
  'ann@mail.example/x',
  'ann@%6d.example',
  'ann@xn--\u00fc.example',
  '.ann@mail.example',
  'ann.@mail.example',
  'an..n@mail.example',
  'an n@mail.example',
  'ann@lee@mail.example',
  '"ann lee"@mail.example',
  'Ann <ann@mail.example>',
  'ann@mail.example,bob@mail.example',
  'ann@mail.example\r\nBcc: bob@mail.example',
  'ann\u0000@mail.example',
  'ann\u202e@mail.example',
  `${'x'.repeat(65)}@mail.example`,
  `${'ü'.repeat(33)}@mail.example`,
  `ann@${'x'.repeat(64)}.example`,
  `ann@${'x.'.repeat(126)}example`,
  'x'.repeat(1_000_000),
])('%j is none', (text) => {
  expect(parseEmail(text)).toBeUndefined()
})

const likely = fc.string({
  unit: fc.constantFrom(...Array.from('aZ09.-_+@äßſΣİ\u0301[]":<>\\ \n\u0000')),
  maxLength: 40,
})
const made = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.domain())
  .map(([local, host]) => `${local}@${host}`)

test('what is accepted is in its only form, of one line, and keeps its key whatever the case', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), made, likely), (text) => {
      const parsed = parseEmail(text)
      if (parsed === undefined) return
      expect(parseEmail(parsed.address)).toEqual(parsed)
      expect(parsed.address).not.toMatch(/[\s\p{C}"<>,;:\\[\]()]/u)
      expect(parsed.address.split('@')).toHaveLength(2)
      expect(Buffer.byteLength(parsed.address)).toBeLessThanOrEqual(254)
      for (const variant of [parsed.address.toUpperCase(), parsed.address.toLowerCase()]) {
        // Some grow too long; the others are the same mailbox.
        expect([parsed.key, undefined]).toContain(parseEmail(variant)?.key)
      }
    }),
    { numRuns: 2000 },
  )
})
