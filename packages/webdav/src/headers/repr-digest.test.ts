import { expect, it } from 'vitest'
import { readReprDigest } from './repr-digest.ts'

const sha1 = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'
const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const sha1Digits = Buffer.from(sha1, 'hex').toString('base64')
const sha256Digits = Buffer.from(sha256, 'hex').toString('base64')

it.each([
  ['RFC 9530', `sha-256=:${sha256Digits}:`, { sha256 }],
  ['RFC 9530, several', `unixsum=:AA==:, sha=:${sha1Digits}:, sha-256=:${sha256Digits}:`, { sha1, sha256 }],
  ['RFC 3230', `SHA=${sha1Digits},SHA-256=${sha256Digits}`, { sha1, sha256 }],
  ['nothing', '', {}],
  ['nothing that is known', 'md5=:XUFAKrxLKna5cZ2REBfFkg==:', {}],
  ['digits of another length', 'sha-256=:XUFAKrxLKna5cZ2REBfFkg==:', {}],
  ['no digits', 'sha-256=:%%:', {}],
  ['no dictionary', ',=,;', {}],
])('a digest in the words of %s is read', (_what, value, expected) => {
  expect(readReprDigest(value)).toEqual(expected)
})
