import { expect, test } from 'vitest'
import type { FileEntry } from '../api/contract.ts'
import { copyName } from './copy-name.ts'
import { previewKindOf } from './preview-kind.ts'

const file: FileEntry = {
  id: '1',
  kind: 'file',
  name: 'a',
  path: '/a',
  size: 1,
  contentType: null,
  etag: '',
  modifiedAt: '',
  createdAt: null,
  rights: ['read'],
  received: null,
  sharedWith: 0,
  hasLink: false,
  from: null,
  staleSince: null,
}

test.each([
  ['image/png', 'image'],
  ['image/tiff', 'none'],
  ['image/svg+xml', 'text'],
  ['text/plain; charset=utf-8', 'text'],
  ['text/html', 'text'],
  ['application/json', 'text'],
  ['text/markdown', 'markdown'],
  ['application/pdf', 'pdf'],
  ['audio/flac', 'audio'],
  ['video/mp4', 'video'],
  ['application/zip', 'none'],
  [null, 'none'],
] as const)('a file of the kind %s is shown as %s', (contentType, kind) => {
  expect(previewKindOf({ ...file, contentType })).toBe(kind)
})

test.each(['image/jpeg', 'application/pdf', 'video/mp4', 'application/zip', null])(
  'an empty file of the kind %s is said to be empty',
  (contentType) => {
    expect(previewKindOf({ ...file, contentType, size: 0 })).toBe('text')
  },
)

test('an image that is too large for a page is only downloaded', () => {
  expect(previewKindOf({ ...file, contentType: 'image/png', size: 100 * 1024 * 1024 })).toBe('none')
})

test.each([
  ['plan.txt', 'plan (2).txt'],
  ['archive.tar.gz', 'archive.tar (2).gz'],
  ['README', 'README (2)'],
  ['.profile', '.profile (2)'],
])('a copy of %s is called %s', (name, copy) => {
  expect(copyName(name, 2)).toBe(copy)
})
