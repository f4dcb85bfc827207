import { describe, expect, it } from 'vitest'
import { writeHref } from './href.ts'

describe('writeHref', () => {
  it.each([
    [[], true, '/dav/'],
    [[], false, '/dav'],
    [['a.txt'], false, '/dav/a.txt'],
    [['Plans', '2026'], true, '/dav/Plans/2026/'],
    [['a b & c.txt'], false, '/dav/a%20b%20%26%20c.txt'],
    [['100%'], false, '/dav/100%25'],
    [['<"quoted">'], false, '/dav/%3C%22quoted%22%3E'],
    [["it's"], false, "/dav/it's"],
    [['a/b'], false, '/dav/a%2Fb'],
    [['🏝'], false, '/dav/%F0%9F%8F%9D'],
    [['#?;'], false, '/dav/%23%3F%3B'],
    [['\u{D800}'], false, '/dav/%EF%BF%BD'],
  ])('writes %j', (path, isFolder, href) => {
    expect(writeHref('/dav', path, isFolder)).toBe(href)
  })

  it('has a path also for the root of the server', () => {
    expect(writeHref('', [], false)).toBe('/')
    expect(writeHref('', [], true)).toBe('/')
    expect(writeHref('', ['a'], false)).toBe('/a')
  })
})
