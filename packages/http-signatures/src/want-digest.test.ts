import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wantDigest, wantedDigests } from './index.ts'

describe('the wanted digests', () => {
  it.each([
    ['sha-256=10, sha=3', ['sha-256']],
    ['sha-512=3, sha-256=10, unixsum=0', ['sha-256', 'sha-512']],
    ['sha-512=10, sha-256=1', ['sha-512', 'sha-256']],
    ['sha-256=1, sha-512=0', ['sha-256']],
    ['sha-256=0', []],
    ['md5=10', []],
    ['sha-256', []],
    ['sha-256=11, sha-512=-1', []],
    ['sha-256=1.5', []],
    ['sha-256=(5)', []],
    ['sha-256="5"', []],
    ['sha-256=', []],
    ['', []],
    [undefined, []],
    [
      ['sha-256=2', 'sha-512=3'],
      ['sha-512', 'sha-256'],
    ],
  ])('of %j are %j, the most wanted one first', (field, expected) => {
    expect(wantedDigests(field)).toEqual(expected)
  })

  it('are read as they were written', () => {
    expect(wantDigest({ 'sha-256': 3, 'sha-512': 10 })).toBe('sha-256=3, sha-512=10')
    expect(wantedDigests(wantDigest({ 'sha-256': 3, 'sha-512': 10 }))).toEqual(['sha-512', 'sha-256'])
  })

  it.each([-1, 11, 1.5, Number.NaN])('cannot be asked for with the preference %d', (preference) => {
    expect(() => wantDigest({ 'sha-256': preference })).toThrow(RangeError)
  })

  it('are read from anything without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (field) => void wantedDigests(field)))
  })
})
