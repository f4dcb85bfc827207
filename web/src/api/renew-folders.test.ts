import { expect, test } from 'vitest'
import { isTouchedBy } from './renew-folders.ts'

const change = { space: '1', path: '/Trip' }

test.each([
  ['the folder', { space: '1', path: '/Trip' }],
  ['what is in it', { space: '1', path: '/Trip/Photos' }],
  ['what is above it', { space: '1', path: '/' }],
  ['what is anywhere', { space: '1' }],
  ['a space whose id is not known yet', { path: '/Trip' }],
])('a change in a folder touches %s', (_, shown) => expect(isTouchedBy(change, shown)).toBe(true))

test.each([
  ['a folder beside it', { space: '1', path: '/Documents' }],
  ['a folder whose name begins like its own', { space: '1', path: '/Trips' }],
  ['the same folder of another space', { space: '2', path: '/Trip' }],
])('a change in a folder does not touch %s', (_, shown) => expect(isTouchedBy(change, shown)).toBe(false))
