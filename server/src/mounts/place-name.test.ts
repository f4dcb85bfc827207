import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeName } from './place-name.ts'

describe('the name of a place', () => {
  it.each([
    ['Trip', 'Trip'],
    ['Report 2026.pdf', 'Report 2026.pdf'],
    ['e\u0301te\u0301', '\u00e9t\u00e9'],
    ['👨‍👩‍👧 Ausflug', '👨‍👩‍👧 Ausflug'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['line\nbreak\u0000', 'line_break_'],
    ['  spaces  ', 'spaces'],
    ['dots...', 'dots'],
    ['mixed . . ', 'mixed'],
    ['.hidden', '.hidden'],
    ['..', ''],
    [' . ', ''],
    ['', ''],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
    ['com1', 'com1_'],
    ['console', 'console'],
    ['invoice\u202Efdp.exe', 'invoice_fdp.exe'],
    ['\ud800 alone', '\ufffd alone'],
  ])('for %j is %j', (name, expected) => {
    expect(placeName(name)).toBe(expected)
  })

  it('is one that every file system can hold, whatever the sender wrote, and stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (name) => {
        const safe = placeName(name)
        expect(safe).not.toMatch(/[\p{Cc}/\\:*?"<>|]/u)
        expect(safe).not.toMatch(/^\s|[\s.]$/)
        expect(safe).toBe(safe.normalize('NFC'))
        expect(safe.isWellFormed()).toBe(true)
        expect(placeName(safe)).toBe(safe)
      }),
    )
  })
})
