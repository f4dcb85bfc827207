import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEtagCondition, parseStrongEtag, writeEtagCondition } from './entity-tags.ts'

describe('entity tags', () => {
  it.each([
    ['*', 'any', 'any'],
    ['"a"', ['a'], ['a']],
    [' "a" , "b"', ['a', 'b'], ['a', 'b']],
    ['"a",, ,"b",', ['a', 'b'], ['a', 'b']],
    ['"a,b"', ['a,b'], ['a,b']],
    ['W/"a", "b"', ['b'], ['a', 'b']],
    ['W/"a"', [], ['a']],
    ['""', [''], ['']],
  ])('are read from %j', (value, strong, weak) => {
    expect(parseEtagCondition(value, 'drop')).toEqual(strong)
    expect(parseEtagCondition(value, 'keep')).toEqual(weak)
  })

  it.each(['', ',', 'a', '"a', 'a"', '"a" "b"', '*, "a"', '"a" x', 'w/"a"', '"a\u0007"'])(
    'are not read from %j',
    (value) => {
      expect(parseEtagCondition(value, 'keep')).toBeUndefined()
    },
  )

  it('are read back as they were written', () => {
    const etag = fc.stringMatching(/^[\x21\x23-\x7e]{0,40}$/)
    fc.assert(
      fc.property(fc.array(etag, { minLength: 1 }), (etags) => {
        expect(parseEtagCondition(writeEtagCondition(etags), 'drop')).toEqual(etags)
      }),
    )
  })

  it('never become a condition that always holds because no tag is left', () => {
    expect(writeEtagCondition([])).toBe('""')
  })

  it.each([
    ['"a"', 'a'],
    ['W/"a"', undefined],
    ['a', undefined],
    ['"a", "b"', undefined],
  ])('are strong or not: %s', (value, etag) => {
    expect(parseStrongEtag(value)).toBe(etag)
  })
})
