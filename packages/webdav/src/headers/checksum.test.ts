import { describe, expect, it } from 'vitest'
import type { FileResource } from '../resource-tree.ts'
import { checksumsOf, parseChecksum, readChecksums, writeChecksum } from './checksum.ts'

const sha1 = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'
const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

describe('parseChecksum', () => {
  it.each([
    [`SHA1:${sha1}`, { algorithm: 'sha1', value: sha1 }],
    [`sha1:${sha1.toUpperCase()}`, { algorithm: 'sha1', value: sha1 }],
    [` SHA256:${sha256} `, { algorithm: 'sha256', value: sha256 }],
  ])('reads %s', (value, checksum) => {
    expect(parseChecksum(value)).toEqual(checksum)
  })

  it.each(['', 'MD5:5d41402abc4b2a76b9719d911017c592', 'ADLER32:062c0215', 'nonsense'])(
    'does not know %j',
    (value) => {
      expect(parseChecksum(value)).toBeUndefined()
    },
  )

  it.each(['SHA1:', 'SHA1:xyz', `SHA1:${sha256}`, `SHA256:${sha1}`, `SHA1:${sha1}0`, 'SHA1: '])(
    'takes %j for no digest',
    (value) => {
      expect(parseChecksum(value)).toBe('malformed')
    },
  )

  it('reads back what is written', () => {
    for (const checksum of [
      { algorithm: 'sha1', value: sha1 },
      { algorithm: 'sha256', value: sha256 },
    ] as const) {
      expect(parseChecksum(writeChecksum(checksum))).toEqual(checksum)
    }
  })
})

describe('the checksums that a server tells', () => {
  it.each([
    [`SHA1:${sha1}`, { sha1 }],
    [`SHA1:${sha1} SHA256:${sha256}`, { sha1, sha256 }],
    [`MD5:5d41402abc4b2a76b9719d911017c592, SHA256:${sha256},ADLER32:062c0215`, { sha256 }],
    [`SHA1:nonsense SHA256:${sha256}`, { sha256 }],
    ['MD5:5d41402abc4b2a76b9719d911017c592', undefined],
    ['SHA1:', undefined],
    ['', undefined],
  ])('%j are those that are known here', (text, expected) => {
    expect(readChecksums(text)).toEqual(expected)
  })

  it('are written one by one, SHA-1 first', () => {
    const of = (checksums?: FileResource['checksums']) => checksumsOf({ checksums } as FileResource)
    expect(of({ sha256, sha1 })).toEqual([`SHA1:${sha1}`, `SHA256:${sha256}`])
    expect(of({ sha256 })).toEqual([`SHA256:${sha256}`])
    expect(of()).toEqual([])
  })
})
