import { describe, expect, it } from 'vitest'
import { parseComponent } from './component-identifier.ts'
import { fieldComponent } from './field-components.ts'
import type { Fields } from './message.ts'

const types = { 'example-dict': 'dictionary', 'example-list': 'list', 'example-item': 'item' } as const

function value(component: string, headers: Fields, trailers: Fields = {}): unknown {
  return fieldComponent(parseComponent(component), { status: 200, headers, trailers }, types)
}

const refused = { ok: false, reason: 'component-invalid' }

describe('the field components of RFC 9421 2.1', () => {
  const headers = {
    Host: 'www.example.com',
    'X-OWS-Header': '   Leading and trailing whitespace.\t ',
    'X-Obs-Fold-Header': 'Obsolete\r\n    line folding.',
    'Cache-Control': ['max-age=60', '   must-revalidate'],
    'Example-Dict': ' a=1,    b=2;x=1;y=2,   c=(a   b   c), d',
    'X-Empty-Header': '',
  }

  it.each([
    ['host', 'www.example.com'],
    ['x-ows-header', 'Leading and trailing whitespace.'],
    ['x-obs-fold-header', 'Obsolete line folding.'],
    ['cache-control', 'max-age=60, must-revalidate'],
    ['example-dict', 'a=1,    b=2;x=1;y=2,   c=(a   b   c), d'],
    ['x-empty-header', ''],
    ['example-dict;sf', 'a=1, b=2;x=1;y=2, c=(a b c), d'],
    ['example-dict;key="a"', '1'],
    ['example-dict;key="b"', '2;x=1;y=2'],
    ['example-dict;key="c"', '(a b c)'],
    ['example-dict;key="d"', '?1'],
    ['example-dict;key="d";sf', '?1'],
  ])('%s is «%s»', (component, expected) => {
    expect(value(component, headers)).toBe(expected)
  })

  it('lines under names that differ in case are one field', () => {
    expect(value('accept', { Accept: 'a', ACCEPT: ['b', 'c'] })).toBe('a, b, c')
  })

  it('lines of a structured field are combined before they are serialized', () => {
    expect(value('example-dict;sf', { 'Example-Dict': ['a=1,   b', 'a=2'] })).toBe('a=2, b')
    expect(value('example-list;sf', { 'example-list': ['"x"  , 1', '(t  u);v'] })).toBe('"x", 1, (t u);v')
    expect(value('example-item;sf', { 'example-item': '  ?1;a="b"' })).toBe('?1;a="b"')
  })

  it('bs tells two lines from one', () => {
    expect(value('example-header;bs', { 'Example-Header': ['value, with, lots', 'of, commas'] })).toBe(
      ':dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:',
    )
    expect(value('example-header;bs', { 'Example-Header': 'value, with, lots, of, commas' })).toBe(
      ':dmFsdWUsIHdpdGgsIGxvdHMsIG9mLCBjb21tYXM=:',
    )
  })

  it('bs takes each character as one byte, and refuses what is none', () => {
    expect(value('a;bs', { a: '\xe9\xa0' })).toBe(':6aA=:')
    expect(value('a;bs', { a: '\u20ac' })).toMatchObject(refused)
  })

  it('tr takes the trailer and nothing else takes it', () => {
    expect(value('expires;tr', {}, { Expires: 'Wed, 9 Nov 2022 07:28:00 GMT' })).toBe(
      'Wed, 9 Nov 2022 07:28:00 GMT',
    )
    expect(value('expires', {}, { Expires: 'now' })).toMatchObject(refused)
    expect(value('expires;tr', { Expires: 'now' })).toMatchObject(refused)
  })

  it.each(['a\nb', 'a\r\nb', 'a\rb', '\nb', 'a\n', 'a\r\n \r\nb'])(
    'a line break that is no fold is refused: %j',
    (line) => {
      expect(value('a', { a: line })).toMatchObject(refused)
    },
  )

  it.each([
    ['a fold of blanks alone', 'a\r\n \r\n b', 'a  b'],
    ['a fold at the start', '\r\n a', 'a'],
    ['a fold at the end', 'a\r\n ', 'a'],
  ])('%s is a space or trimmed', (_, line, expected) => {
    expect(value('a', { a: line })).toBe(expected)
  })

  it.each([
    ['an absent field', 'absent'],
    ['an absent member', 'example-dict;key="z"'],
    ['a field of unknown type with sf', 'host;sf'],
    ['a field of unknown type with key', 'host;key="a"'],
    ['a field of another type with key', 'example-list;key="a"'],
    ['a field that is not of its type', 'example-item;sf'],
  ])('%s is refused', (_, component) => {
    expect(value(component, { ...headers, 'example-item': '1 2', 'example-list': 'a' })).toMatchObject(
      refused,
    )
  })

  it('a long run of blanks costs no more than its length', () => {
    const before = process.threadCpuUsage()
    expect(value('a', { a: `x${' '.repeat(1_000_000)}y` })).toHaveLength(1_000_002)
    expect(process.threadCpuUsage(before).user).toBeLessThan(1_000_000)
  })
})
