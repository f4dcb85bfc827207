import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPathName, parseDavPath } from './dav-path.ts'
import { writeHref } from './href.ts'

const prefix = '/dav/files/ann'

describe('parseDavPath', () => {
  it.each([
    ['/dav/files/ann', [], false],
    ['/dav/files/ann/', [], true],
    ['/dav/files/ann/a.txt', ['a.txt'], false],
    ['/dav/files/ann/Plans/2026/', ['Plans', '2026'], true],
    ['/dav/files/ann/a%20b.txt', ['a b.txt'], false],
    ['/dav/files/ann/100%25.txt', ['100%.txt'], false],
    ['/dav/files/ann/%2525', ['%25'], false],
    ['/dav/files/ann/a+b&c=d;e,f', ['a+b&c=d;e,f'], false],
    ["/dav/files/ann/it's%20%22fine%22", ['it\'s "fine"'], false],
    ['/dav/files/ann/%F0%9F%8F%9D', ['🏝'], false],
    ['/dav/files/ann/a%3Fb', ['a?b'], false],
    ['/dav/files/ann/a.txt?download=../../..', ['a.txt'], false],
    ['/dav/files/ann/...', ['...'], false],
    ['/dav/files/ann/.hidden', ['.hidden'], false],
    ['/d%61v/files/%61nn/a.txt', ['a.txt'], false],
    ['/dav/files/ann/back%5Cslash', ['back\\slash'], false],
  ])('reads %s', (url, path, trailingSlash) => {
    expect(parseDavPath(url, prefix)).toEqual({ ok: true, path, trailingSlash })
  })

  it('normalises names to NFC, as macOS sends them in NFD', () => {
    expect(parseDavPath('/dav/files/ann/Cafe%CC%81', prefix)).toMatchObject({ path: ['Café'] })
    expect(parseDavPath('/dav/files/ann/Caf%C3%A9', prefix)).toMatchObject({ path: ['Café'] })
  })

  it.each([
    ['a slash inside a name', '/dav/files/ann/a%2Fb'],
    ['a slash inside a name, in lower case', '/dav/files/ann/a%2fb'],
    ['a folder above', '/dav/files/ann/../bob/a.txt'],
    ['a folder above, encoded', '/dav/files/ann/%2E%2e/bob/a.txt'],
    ['a folder above at the end', '/dav/files/ann/..'],
    ['a folder above inside the prefix', '/dav/files/ann/../ann/a.txt'],
    ['the same folder', '/dav/files/ann/./a.txt'],
    ['an empty name', '/dav/files/ann//a.txt'],
    ['an empty name at the end', '/dav/files/ann/a//'],
    ['NUL', '/dav/files/ann/a%00.txt'],
    ['a line feed', '/dav/files/ann/a%0Ab'],
    ['DEL', '/dav/files/ann/a%7Fb'],
    ['a C1 control character', '/dav/files/ann/a%C2%85b'],
    ['bytes that are not UTF-8', '/dav/files/ann/caf%E9'],
    ['an overlong encoding of a slash', '/dav/files/ann/a%C0%AFb'],
    ['half a surrogate pair', '/dav/files/ann/%ED%A0%80'],
    ['a stray percent sign', '/dav/files/ann/100%'],
    ['half an escape', '/dav/files/ann/%4'],
    ['a bare space', '/dav/files/ann/a b'],
    ['bare characters beyond ASCII', '/dav/files/ann/caf\u00e9'],
    ['a fragment', '/dav/files/ann/a#b'],
    ['no slash at the start', 'dav/files/ann/a'],
    ['an absolute URL', 'https://cloud.example/dav/files/ann/a'],
    ['nothing', ''],
    ['a name of 256 bytes', `/dav/files/ann/${'n'.repeat(256)}`],
    ['a name of 256 bytes in UTF-8', `/dav/files/ann/${'%C3%A9'.repeat(128)}`],
    ['65 names', `/dav/files/ann/${'n/'.repeat(65)}`],
  ])('refuses %s', (_reason, url) => {
    expect(parseDavPath(url, prefix)).toEqual({ ok: false, reason: 'malformed' })
  })

  it('takes names of 255 bytes and 64 of them', () => {
    expect(parseDavPath(`/dav/files/ann/${'n'.repeat(255)}`, prefix).ok).toBe(true)
    expect(parseDavPath(`/dav/files/ann/${'n/'.repeat(64)}`, prefix).ok).toBe(true)
  })

  it.each(['/dav/files/bob/a.txt', '/dav/files', '/', '/dav/files/annabel', '/dav/files/ann%20/x'])(
    'knows that %s lies outside',
    (url) => {
      expect(parseDavPath(url, prefix)).toEqual({ ok: false, reason: 'outside' })
    },
  )

  it('serves a tree at the root of the server', () => {
    expect(parseDavPath('/', '')).toMatchObject({ ok: true, path: [] })
    expect(parseDavPath('/a/b', '')).toMatchObject({ ok: true, path: ['a', 'b'] })
    expect(parseDavPath('/a/b', '/')).toMatchObject({ ok: true, path: ['a', 'b'] })
  })

  it('accepts a prefix with or without a slash at its end', () => {
    expect(parseDavPath('/dav/files/ann/a', `${prefix}/`)).toMatchObject({ ok: true, path: ['a'] })
  })

  it.each(['/dav//ann', '/dav/../ann', '/dav/%2F', 'dav'])('has no prefix %s', (wrong) => {
    expect(() => parseDavPath('/dav/a', wrong)).toThrow(TypeError)
  })

  it('never lets a name through that could leave the tree, whatever comes', () => {
    const junk = fc.array(
      fc.constantFrom(
        '/',
        '.',
        '..',
        '%',
        '%2F',
        '%2e',
        '%00',
        '%C3',
        '%A9',
        'a',
        '?',
        '#',
        '\\',
        ' ',
        '%ED%A0%80',
      ),
    )
    fc.assert(
      fc.property(junk, (parts) => {
        const parsing = parseDavPath(`${prefix}/${parts.join('')}`, prefix)
        if (!parsing.ok) return
        expect(parsing.path.every(isPathName)).toBe(true)
        expect(parsing.path.every((name) => name === name.normalize('NFC'))).toBe(true)
      }),
    )
  })

  it('reads back every address that is written', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((text) => text.normalize('NFC'))
    const path = fc.array(name.filter(isPathName), { maxLength: 8 })
    fc.assert(
      fc.property(path, fc.boolean(), (names, isFolder) => {
        const href = writeHref(prefix, names, isFolder)
        expect(parseDavPath(href, prefix)).toEqual({ ok: true, path: names, trailingSlash: isFolder })
      }),
    )
  })
})
