import { expect, test } from 'vitest'
import { findNext } from './find-next.ts'
import { listingOf } from './listing.ts'

const names = Array.from({ length: 2500 }, (_, index) => `file ${index}`)
const listing = listingOf(names, (name) => name)

test('what fits is found after the start, and round the end', async () => {
  expect(await findNext(listing, 1200, (name) => name === 'file 2400')).toBe(2400)
  expect(await findNext(listing, 1200, (name) => name === 'file 7')).toBe(7)
  expect(await findNext(listing, 1200, (name) => name.startsWith('file 1'))).toBe(1200)
  expect(await findNext(listing, 0, () => false)).toBeUndefined()
})

test('nothing more is fetched when nobody waits any longer', async () => {
  expect(
    await findNext(
      listing,
      0,
      (name) => name === 'file 2400',
      () => true,
    ),
  ).toBeUndefined()
})

test('what cannot be fetched ends the search', async () => {
  const cut = { ...listing, between: () => Promise.reject(new Error('no connection')) }
  expect(await findNext(cut, 0, (name) => name === 'file 7')).toBeUndefined()
})
