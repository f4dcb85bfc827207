import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Letter, Notice, NoticeKind } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { writeLetter } from './write-letter.ts'

const cloud = { name: 'Cloud', url: 'https://cloud.example' }
const link = `${cloud.url}/reset-password/token`
const ann = { address: 'ann@mail.example', name: 'Ann' }

const kinds: readonly NoticeKind[] = [
  'share-received',
  'share-added',
  'share-accepted',
  'share-declined',
  'share-refused',
  'share-failed',
  'share-removed',
  'share-expired',
]

function notice(more: Partial<Notice> = {}): Notice {
  return {
    kind: 'share-added',
    actor: 'bob@his.example',
    subject: 'Trip',
    url: `${cloud.url}/shared`,
    ...more,
  }
}

function news(...notices: Notice[]): Letter {
  return { kind: 'notifications', notices, choicesUrl: `${cloud.url}/settings/notifications` }
}

const letters: readonly Letter[] = [
  { kind: 'test' },
  { kind: 'verification', username: 'ann', link },
  { kind: 'password-reset', username: 'ann', link },
  { kind: 'invitation', username: 'ann', link },
  { kind: 'password-changed', username: 'ann' },
  ...kinds.map((kind) => news(notice({ kind }))),
  news(notice(), notice({ subject: 'Work' })),
]

describe.each(['en', 'de'])('in %s', (language) => {
  test.each(letters.map((letter) => [letter.kind, letter] as const))(
    '%s says what it is about',
    (_kind, letter) => {
      const written = writeLetter(letter, { ...ann, language }, cloud)
      expect(written.language).toBe(language)
      const text = letterText(written)
      const html = letterHtml(written)
      for (const said of [text, html]) {
        expect(said).toContain('Ann,')
        expect(said).not.toMatch(/undefined|\[object|\$\{/)
      }
      for (const url of html.matchAll(/(?:href|src)="([^"]*)"/g))
        expect(url[1]).toMatch(/^https:\/\/cloud\.example/)
      if ('link' in letter) {
        expect(text.split('\n')).toContain(link)
        expect(html).toContain(`href="${link}"`)
      }
      // RFC 5322 2.1.1, and no line that a reader cannot take in.
      for (const line of text.split('\n')) expect(line.length).toBeLessThan(400)
    },
  )
})

test.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['DE', 'de'],
  ['den', 'en'],
  ['fr', 'en'],
  [undefined, 'en'],
])('somebody with the language %s reads %s', (language, read) => {
  const addressee = { ...ann, ...(language !== undefined && { language }) }
  expect(writeLetter({ kind: 'test' }, addressee, cloud).language).toBe(read)
})

test('one thing that is new is the subject; of many the first fifty are named', () => {
  expect(writeLetter(news(notice()), ann, cloud).subject).toBe('bob@his.example shares “Trip” with you')
  const many = writeLetter(news(...Array.from({ length: 53 }, () => notice())), ann, cloud)
  expect(many.subject).toBe('53 things are new at Cloud')
  const text = letterText(many)
  expect(text.match(/^\* /gm)).toHaveLength(50)
  expect(text).toContain('And 3 more.')
})

test('only news can be unsubscribed from', () => {
  const unsubscribable = letters.filter(
    (letter) => writeLetter(letter, ann, cloud).unsubscribeUrl !== undefined,
  )
  expect(unsubscribable.every(({ kind }) => kind === 'notifications')).toBe(true)
  expect(unsubscribable.length).toBeGreaterThan(0)
})

test('whatever clouds, people and their things are called, a subject and the footer are one line, and HTML has no markup of theirs', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      'a\r\nBcc: b@c.example',
      '<img src=x onerror=y>',
      '"><script>',
      '\u2028x',
      '\u202egnp.exe',
      '&lt;',
    ),
  )
  fc.assert(
    fc.property(anything, anything, anything, (actor, subject, name) => {
      const letter = news(notice({ actor, subject }), notice({ kind: 'share-failed', actor, subject }))
      for (const one of [letter, news(notice({ actor, subject }))]) {
        const written = writeLetter(one, { ...ann, name }, { ...cloud, name: subject })
        expect(written.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
        expect(Array.from(written.subject).length).toBeLessThanOrEqual(180)
        expect(written.footer).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
        const tags = [...letterHtml(written).matchAll(/<(\/?[a-z!]+)/gi)].map(([, tag]) => tag?.toLowerCase())
        expect(new Set(tags).difference(new Set(ownTags))).toEqual(new Set())
      }
    }),
  )
})

const ownTags = [
  '!doctype',
  'html',
  'head',
  'meta',
  'title',
  '/title',
  '/head',
  'body',
  'p',
  '/p',
  'a',
  '/a',
  'ul',
  '/ul',
  'li',
  '/li',
  'hr',
  'small',
  '/small',
  '/body',
  '/html',
]
