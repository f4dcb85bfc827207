import { expect, test } from 'vitest'
import type { BlobId } from '../../platform/blobs/index.ts'
import { RecentChecks } from './recent-checks.ts'

const hour = 60 * 60 * 1000

test('what was found sound is remembered for a day', () => {
  const checks = new RecentChecks()
  const blob = 'a' as BlobId
  expect(checks.has(blob, 0)).toBe(false)
  checks.note(blob, 0)
  expect(checks.has(blob, 23 * hour)).toBe(true)
  expect(checks.has(blob, 24 * hour)).toBe(false)
  checks.note(blob, 23 * hour)
  expect(checks.has(blob, 24 * hour)).toBe(true)
})

test('of too many the one that was looked at first is forgotten', () => {
  const checks = new RecentChecks()
  const blobs = Array.from({ length: 10_001 }, (_, index) => `blob ${index}` as BlobId)
  for (const blob of blobs) checks.note(blob, 0)
  expect(checks.has('blob 0' as BlobId, 1)).toBe(false)
  expect(checks.has('blob 1' as BlobId, 1)).toBe(true)
  expect(checks.has('blob 10000' as BlobId, 1)).toBe(true)
})
