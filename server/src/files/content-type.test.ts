import { expect, test } from 'vitest'
import { contentTypeOf } from './content-type.ts'

test.each([
  ['report.pdf', 'application/pdf'],
  ['PHOTO.JPEG', 'image/jpeg'],
  ['archive.tar.gz', 'application/gzip'],
  ['notes', 'application/octet-stream'],
  ['.html', 'application/octet-stream'],
  ['thing.unheardof', 'application/octet-stream'],
  ['trailing.', 'application/octet-stream'],
  ['a.constructor', 'application/octet-stream'],
])('%s is %s', (name, type) => {
  expect(contentTypeOf(name)).toBe(type)
})
