import { expect, test } from 'vitest'
import { maskPath, maskText } from './mask-text.ts'

test.each([
  ['/s/AbC123', '/s/***'],
  ['/s/AbC123/download?path=%2F', '/s/***/download'],
  ['/index.php/s/AbC123', '/index.php/s/***'],
  ['/public.php/dav/files/AbC123/Folder/a.txt', '/public.php/dav/files/***/Folder/a.txt'],
  ['/i/AbC123', '/i/***'],
  ['/setup/AbC123', '/setup/***'],
  ['/reset-password/AbC123', '/reset-password/***'],
  ['/verify-email/AbC123', '/verify-email/***'],
  ['/dav/ocm/12/Report.pdf', '/dav/ocm/12/Report.pdf'],
  ['/dav/files/ann/Shared', '/dav/files/ann/Shared'],
  ['/ocs/v2.php/apps/x/shareinfo?t=AbC123', '/ocs/v2.php/apps/x/shareinfo'],
  ['https://a.test:8443/dav/a#b', '/dav/a'],
  ['?a', '/'],
])('the path of %s is logged as %s', (url, expected) => {
  expect(maskPath(url)).toBe(expected)
})

test.each([
  ['failed: https://a.test/x?token=1&b=2 (404)', 'failed: https://a.test/x (404)'],
  ['to https://ann:pw@a.test/', 'to https://***@a.test/'],
  ['sent Authorization: Bearer abc.def-ghi', 'sent Authorization: Bearer ***'],
  ['at https://a.test/s/AbC123', 'at https://a.test/s/***'],
  ['why? because', 'why? because'],
])('in a text, %s becomes %s', (text, expected) => {
  expect(maskText(text)).toBe(expected)
})
