import { describe, expect, it } from 'vitest'
import { createRemoteAddresses } from './remote-address.ts'

const addresses = createRemoteAddresses('https://peer.example/dav/ocm/sh%2D1/')
const folder = addresses.urlOf(['Plans'], true)

describe('urlOf', () => {
  it.each([
    [[], false, 'https://peer.example/dav/ocm/sh%2D1/'],
    [['a b', 'c&d.txt'], false, 'https://peer.example/dav/ocm/sh%2D1/a%20b/c%26d.txt'],
    [['Plans'], true, 'https://peer.example/dav/ocm/sh%2D1/Plans/'],
    [{ href: '/dav/ocm/sh-1/Cafe%CC%81' }, false, 'https://peer.example/dav/ocm/sh-1/Cafe%CC%81'],
    [{ href: '/dav/ocm/sh-1/Plans/' }, true, 'https://peer.example/dav/ocm/sh-1/Plans/'],
  ])('leads from %j to its place on the other server', (place, asFolder, url) => {
    expect(addresses.urlOf(place, asFolder)).toBe(url)
  })

  it.each([['..'], ['a', '.', 'b'], [''], ['a/b'], ['a\u0000']])(
    'does not lead to the names %j',
    (...names) => {
      expect(() => addresses.urlOf(names)).toThrow(TypeError)
    },
  )

  it('leaves the base as it was given', () => {
    expect(createRemoteAddresses('https://peer.example/file').urlOf([])).toBe('https://peer.example/file')
    expect(createRemoteAddresses('https://peer.example').urlOf(['a'])).toBe('https://peer.example/a')
  })

  it.each([
    '/dav/ocm/other/a',
    '/dav/ocm/sh-1/../other',
    '//evil.example/a',
    'https://evil.example/',
    '@evil.example/',
    '',
  ])('does not lead to %j', (href) => {
    expect(() => addresses.urlOf({ href })).toThrow(TypeError)
  })

  it.each([
    'ftp://peer.example/',
    'https://a:b@peer.example/',
    'https://peer.example/?a',
    'https://peer.example//a',
    'no',
  ])('has no base %j', (baseUrl) => {
    expect(() => createRemoteAddresses(baseUrl)).toThrow(TypeError)
  })
})

describe('nameOf', () => {
  it.each([
    [[], ''],
    [['a', 'b'], 'b'],
    [{ href: '/dav/ocm/sh-1/a/Cafe%CC%81/' }, 'Café'],
    [{ href: '/dav/ocm/sh-1/' }, ''],
  ])('of %j is %j', (place, name) => {
    expect(addresses.nameOf(place)).toBe(name)
  })
})

describe('locate', () => {
  it.each([
    ['/dav/ocm/sh-1/Plans/', [], '/dav/ocm/sh-1/Plans/'],
    ['/dav/ocm/sh%2d1/%50lans', [], '/dav/ocm/sh%2d1/%50lans'],
    ['/dav/ocm/sh-1/Plans/a%20b.txt', ['a b.txt'], '/dav/ocm/sh-1/Plans/a%20b.txt'],
    ['https://peer.example/dav/ocm/sh-1/Plans/a', ['a'], '/dav/ocm/sh-1/Plans/a'],
    ['http://internal:8080/dav/ocm/sh-1/Plans/a', ['a'], '/dav/ocm/sh-1/Plans/a'],
    ['/dav/ocm/sh-1/Plans/Cafe%CC%81/', ['Café'], '/dav/ocm/sh-1/Plans/Cafe%CC%81/'],
    [
      '/dav/ocm/sh-1/Plans/bare é and space',
      ['bare é and space'],
      '/dav/ocm/sh-1/Plans/bare%20%C3%A9%20and%20space',
    ],
    ['/dav/ocm/sh-1/Plans/sub/a', ['sub', 'a'], '/dav/ocm/sh-1/Plans/sub/a'],
    ['a.txt', ['a.txt'], '/dav/ocm/sh%2D1/Plans/a.txt'],
  ])('finds %s', (href, path, kept) => {
    expect(addresses.locate(href, folder)).toEqual({ path, href: kept })
  })

  it.each([
    '/dav/ocm/sh-1/Other/a',
    '/dav/ocm/sh-1/',
    '/dav/ocm/sh-1/Plans/../a',
    '/dav/ocm/sh-1/Plans/%2e%2e/a',
    '/dav/ocm/sh-1/Plans/a%2Fb',
    '/dav/ocm/sh-1/Plans/a%00',
    '/dav/ocm/sh-1/Plans//a',
    '/dav/ocm/sh-1/Plans/100%',
    '/dav/ocm/sh-1/Plans/a?b',
    '/dav/ocm/sh-1/Plans/a#b',
    '/dav/ocm/sh-1/Plans/%FF',
    `/dav/ocm/sh-1/Plans/${'n'.repeat(256)}`,
    '',
    '../a',
    'https://peer.example',
    '//peer.example/dav/ocm/sh-1/Plans/a',
  ])('drops %s', (href) => {
    expect(addresses.locate(href, folder)).toBeUndefined()
  })
})
