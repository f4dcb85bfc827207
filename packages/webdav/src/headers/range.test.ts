import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRanges, resolveRange, writeRange } from './range.ts'

describe('parseRanges', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=5-', { first: 5 }],
    ['bytes=-3', { suffixLength: 3 }],
    ['bytes=-0', { suffixLength: 0 }],
    ['BYTES=1-2', { first: 1, last: 2 }],
    ['bytes=0-99999999999999999999', { first: 0, last: Number.MAX_SAFE_INTEGER }],
  ])('reads %s', (value, range) => {
    expect(parseRanges(value)).toEqual([range])
  })

  it.each([
    'bytes=-',
    'bytes=2-1',
    'bytes=a-b',
    'lines=1-2',
    'bytes',
    '',
    'bytes=1',
    'bytes=--1',
    'bytes=',
    'bytes=,',
    'bytes=0-1,x',
    'bytes=0-1,5-4',
    `bytes=${'0-0,'.repeat(11)}`,
  ])('lets the whole file be the answer to %j', (value) => {
    expect(parseRanges(value)).toBeUndefined()
  })

  it('reads up to ten ranges in their order', () => {
    expect(parseRanges('bytes=4-5, 0-1 ,,-2')).toEqual([
      { first: 4, last: 5 },
      { first: 0, last: 1 },
      { suffixLength: 2 },
    ])
    expect(parseRanges(`bytes=${'0-0,'.repeat(10)}`)).toHaveLength(10)
  })

  it('reads back what is written', () => {
    for (const range of [{ first: 3 }, { first: 3, last: 9 }, { suffixLength: 4 }]) {
      expect(parseRanges(writeRange(range))).toEqual([range])
    }
  })
})

describe('resolveRange', () => {
  it.each([
    [{ first: 0 }, 10, { first: 0, last: 9 }],
    [{ first: 9 }, 10, { first: 9, last: 9 }],
    [{ first: 10 }, 10, undefined],
    [{ first: 2, last: 4 }, 10, { first: 2, last: 4 }],
    [{ first: 2, last: 99 }, 10, { first: 2, last: 9 }],
    [{ suffixLength: 3 }, 10, { first: 7, last: 9 }],
    [{ suffixLength: 99 }, 10, { first: 0, last: 9 }],
    [{ suffixLength: 0 }, 10, undefined],
    [{ first: 0 }, 0, undefined],
    [{ suffixLength: 1 }, 0, undefined],
  ])('%j of %i bytes', (range, size, expected) => {
    expect(resolveRange(range, size)).toEqual(expected)
  })

  it('never leaves the file', () => {
    const offset = fc.nat()
    const range = fc.oneof(
      fc.record({ first: offset }),
      fc.record({ first: offset, last: offset }),
      fc.record({ suffixLength: offset }),
    )
    fc.assert(
      fc.property(range, fc.nat(), (asked, size) => {
        const part = resolveRange(asked, size)
        if (part === undefined) return
        expect(part.first).toBeGreaterThanOrEqual(0)
        expect(part.last).toBeGreaterThanOrEqual(part.first)
        expect(part.last).toBeLessThan(size)
      }),
    )
  })
})
