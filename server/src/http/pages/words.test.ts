import { expect, test } from 'vitest'
import { showSize } from './figures.ts'
import { sayRefused } from './ui/say-refused.ts'
import { speechFor } from './words.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr, es;q=0.5', 'en'],
  ['de', 'de'],
  ['fr;q=0.9, de-ch;q=0.8, en;q=0.7', 'de-CH'],
  ['de;q=0, en-GB;q=0.1', 'en-GB'],
  ['en;q=0.3, de;q=0.4', 'de'],
  ['deutsch, english', 'en'],
  ['de-de-de-de', 'en'],
  ['"><script>', 'en'],
])('who prefers %s is spoken to in %s', (header, locale) => {
  expect(speechFor(header).locale).toBe(locale)
})

test('what somebody has chosen counts before what the browser prefers', () => {
  expect(speechFor('en-GB, de;q=0.5', 'de-AT').locale).toBe('de-AT')
  expect(speechFor('de', 'fr').locale).toBe('de')
})

test('both languages have words of their own for everything', () => {
  const [english, german] = [speechFor('en').words, speechFor('de').words]
  for (const [name, words] of Object.entries(english)) {
    expect([name, german[name as keyof typeof german]]).not.toEqual([name, words])
  }
})

test.each([
  [0, 'en', '0 bytes'],
  [999, 'en', '999 bytes'],
  [1500, 'en', '1.5 kB'],
  [3_400_000, 'de', '3,4 MB'],
  [5e15, 'en', '5,000 TB'],
])('%d bytes are shown in %s as %s', (bytes, locale, text) => {
  expect(showSize(bytes, speechFor(locale))).toBe(text)
})

test.each([
  ['not-found', 'c.test nimmt es nicht an: Vielleicht gibt es dort niemanden namens ann@work.'],
  ['disabled', 'c.test nimmt so etwas von anderen Clouds nicht an.'],
  ['certificate-expired', 'Es gibt keine sichere Verbindung zu c.test, darum wird nichts dorthin geschickt.'],
  ['something-new', 'Der andere Server hat es nicht angenommen.'],
])('a share that is not delivered (%s) is said in words', (reason, said) => {
  expect(sayRefused(reason, 'ann@work@c.test', speechFor('de').words)).toBe(said)
})
