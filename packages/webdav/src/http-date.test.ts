import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHttpDate, writeHttpDate } from './http-date.ts'

const moment = Date.UTC(1994, 10, 6, 8, 49, 37)

describe('HTTP-dates', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    'are read in the form %s',
    (text) => {
      expect(parseHttpDate(text)).toBe(moment)
    },
  )

  it.each([
    '',
    'yesterday',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    '0',
    'Sun, 66 Nov 1994 08:49:37 GMT',
  ])('are not made from %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  })

  it('are written in whole seconds', () => {
    expect(writeHttpDate(moment + 999)).toBe('Sun, 06 Nov 1994 08:49:37 GMT')
  })

  it('are written as JavaScript writes dates, whichever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.date({ noInvalidDate: true }), { minLength: 2 }), (dates) => {
        const written = dates.map((date) => writeHttpDate(date.getTime()))
        expect(written).toEqual(dates.map((date) => date.toUTCString()))
      }),
    )
  })
})
