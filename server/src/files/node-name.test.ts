import { isPathName, maxNameBytes } from '@isthmus/webdav'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nfc, numberedName, usableName } from './node-name.ts'

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 400 }),
  fc.constantFrom('', '.', '..', ' ', '/', '\ud800'),
)

test('whatever another server calls it, it gets a name that can be used', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const usable = usableName(name, 'Share')
      expect(isPathName(usable)).toBe(true)
      expect(usable).toBe(usable.normalize('NFC'))
    }),
  )
})

test('numbered names can be used and differ', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const usable = usableName(name, 'Share')
      const numbered = [1, 2, 3, 10, 12_345].map((number) => numberedName(usable, number))
      for (const one of numbered) expect(isPathName(one)).toBe(true)
      expect(new Set(numbered).size).toBe(numbered.length)
    }),
  )
})

test.each([
  ['Report.pdf', 'Report (2).pdf'],
  ['Report', 'Report (2)'],
  ['.profile', '.profile (2)'],
  ['v1.0 of the thing', 'v1.0 of the thing (2)'],
  ['archive.tar.gz', 'archive.tar (2).gz'],
])('%s becomes %s', (name, second) => {
  expect(numberedName(name, 2)).toBe(second)
  expect(numberedName(name, 1)).toBe(name)
})

test('a name that is too long keeps its extension', () => {
  const name = usableName(`${'ü'.repeat(200)}.docx`, 'Share')
  expect(name).toMatch(/^ü+\.docx$/)
  expect(Buffer.byteLength(name)).toBeGreaterThan(maxNameBytes - 3)
})

test('decomposed names are composed', () => {
  expect(nfc(['Cafe\u0301', 'a'])).toEqual(['Caf\u00e9', 'a'])
})
