import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxTimeout, parseTimeout, writeTimeout } from './timeout.ts'

describe('parseTimeout', () => {
  it.each([
    ['Second-600', 600],
    ['second-600', 600],
    ['SECOND-0', 0],
    ['Infinite', maxTimeout],
    ['infinite', maxTimeout],
    // RFC 4918 10.7: the first of a list is what the client likes best.
    ['Infinite, Second-4100000000', maxTimeout],
    ['Second-600, Infinite', 600],
    ['Extend, Second-600', 600],
    [' , Second-600', 600],
    ['Second-4294967296', maxTimeout],
    [`Second-${'9'.repeat(400)}`, maxTimeout],
  ])('reads %s', (value, seconds) => {
    expect(parseTimeout(value)).toBe(seconds)
  })

  it.each([
    '',
    ',',
    'Second',
    'Second-',
    'Second-1.5',
    'Second--1',
    '600',
    'Infinity',
    'Second-600s',
    'forever',
  ])('refuses %j', (value) => {
    expect(parseTimeout(value)).toBe('malformed')
  })

  it('gives whole seconds within the limit, or nothing, whatever comes', () => {
    const junk = fc
      .array(fc.constantFrom('Second-', 'Infinite', ',', ' ', '0', '7', '99999999999', '-', 'x', '\t'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(junk, fc.string()), (value) => {
        const timeout = parseTimeout(value)
        if (timeout === 'malformed') return
        expect(Number.isInteger(timeout)).toBe(true)
        expect(timeout).toBeGreaterThanOrEqual(0)
        expect(timeout).toBeLessThanOrEqual(maxTimeout)
      }),
    )
  })

  it('reads back what is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxTimeout }), (seconds) => {
        expect(parseTimeout(writeTimeout(seconds))).toBe(seconds)
      }),
    )
  })
})

describe('writeTimeout', () => {
  it.each([
    [0.2, 'Second-1'],
    [-5, 'Second-0'],
    [Number.POSITIVE_INFINITY, 'Infinite'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(writeTimeout(seconds)).toBe(text)
  })
})
