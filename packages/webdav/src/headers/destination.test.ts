import { describe, expect, it } from 'vitest'
import { parseAddress } from './destination.ts'

const options = { mountPath: '/dav/files/ann', origins: ['https://cloud.example', 'http://[::1]:8080'] }

describe('parseAddress', () => {
  it.each([
    ['https://cloud.example/dav/files/ann/a%20b.txt', ['a b.txt']],
    ['HTTPS://CLOUD.EXAMPLE/dav/files/ann/a', ['a']],
    ['https://cloud.example:443/dav/files/ann/a', ['a']],
    ['http://[::1]:8080/dav/files/ann/a', ['a']],
    ['/dav/files/ann/a/', ['a']],
    [' /dav/files/ann/a ', ['a']],
    ['https://cloud.example/dav/files/ann', []],
  ])('reads %s', (value, path) => {
    expect(parseAddress(value, options)).toMatchObject({ ok: true, path })
  })

  it.each([
    ['https://other.example/dav/files/ann/a', 'foreign'],
    ['http://cloud.example/dav/files/ann/a', 'foreign'],
    ['https://cloud.example:8443/dav/files/ann/a', 'foreign'],
    ['https://cloud.example.evil.example/dav/files/ann/a', 'foreign'],
    ['https://cloud.example@evil.example/dav/files/ann/a', 'foreign'],
    ['ftp://cloud.example/dav/files/ann/a', 'foreign'],
    ['https://cloud.example/dav/files/bob/a', 'outside'],
    ['https://cloud.example', 'outside'],
    ['/', 'outside'],
    ['https://cloud.example/dav/files/ann/../bob/a', 'malformed'],
    ['https://cloud.example/dav/files/ann/a%2Fb', 'malformed'],
    ['https://cloud.example/dav/files/ann/a#b', 'malformed'],
    ['//cloud.example/dav/files/ann/a', 'malformed'],
    ['a.txt', 'malformed'],
    ['https://', 'malformed'],
  ])('refuses %s', (value, reason) => {
    expect(parseAddress(value, options)).toEqual({ ok: false, reason })
  })
})
