import { expect, test } from 'vitest'
import { addressOfFile, addressOfFolder, childOf, folderOf, isWithin, placeAt, wayTo } from './place.ts'

test('places lead to what is in them, and back', () => {
  const trip = childOf({ path: '/' }, 'Trip')
  expect(trip).toEqual({ path: '/Trip' })
  expect(childOf({ space: '7', path: '/Trip' }, 'a')).toEqual({ space: '7', path: '/Trip/a' })
  expect(folderOf({ space: '7', path: '/Trip/a' })).toEqual({ space: '7', path: '/Trip' })
  expect(folderOf(trip)).toEqual({ path: '/' })
  expect(wayTo({ path: '/Trip/a' }).map(({ path }) => path)).toEqual(['/', '/Trip', '/Trip/a'])
})

test('a folder is in itself and in what is above it, and not in one whose name begins like its own', () => {
  expect(isWithin({ path: '/Trip/a' }, { path: '/' })).toBe(true)
  expect(isWithin({ path: '/Trip' }, { path: '/Trip' })).toBe(true)
  expect(isWithin({ path: '/Trips' }, { path: '/Trip' })).toBe(false)
  expect(isWithin({ space: '7', path: '/Trip/a' }, { path: '/Trip' })).toBe(false)
})

test.each([
  ['100 %', '/files/100%20%25'],
  ['a#b?c&d=e', '/files/a%23b%3Fc%26d%3De'],
  ['%2F', '/files/%252F'],
  ['ends with a space ', '/files/ends%20with%20a%20space%20'],
  ['🏝', '/files/%F0%9F%8F%9D'],
])('the address of a folder called %j is %s', (name, address) => {
  const place = childOf({ path: '/' }, name)
  expect(addressOfFolder(place)).toBe(address)
  expect(placeAt(address)).toEqual(place)
})

test('the address of a space leads to its files', () => {
  expect(placeAt('/spaces/7')).toEqual({ space: '7', path: '/' })
  expect(placeAt('/spaces/7/a%20b/c')).toEqual({ space: '7', path: '/a b/c' })
  expect(placeAt('/files/')).toEqual({ path: '/' })
})

test('the address of a file names it beside its folder', () => {
  expect(addressOfFile({ space: '7', path: '/a b/c&d +.txt' })).toBe('/spaces/7/a%20b?open=c%26d+%2B.txt')
})
