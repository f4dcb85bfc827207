import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostVersions, type Version, versionsToDrop } from './version.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Begins an hour, a day and a week of the calendar that counts from 1970. */
const now = 2900 * 7 * day

/** @param ages - in milliseconds */
function versionsOf(...ages: readonly number[]): Version[] {
  return ages.map((age, index) => ({
    contentId: 10_000 - index,
    size: 1,
    modifiedAt: 0,
    replacedAt: now - age,
  }))
}

function keptAges(versions: readonly Version[]): number[] {
  const dropped = new Set(versionsToDrop(versions, now))
  return versions.filter((version) => !dropped.has(version)).map((version) => now - version.replacedAt)
}

test('all of the last hour are kept', () => {
  const ages = Array.from({ length: 60 }, (_, index) => index * minute)
  expect(keptAges(versionsOf(...ages))).toEqual(ages)
})

test('what is an hour old is not of the last hour', () => {
  expect(keptAges(versionsOf(hour - 1, hour - 1, hour, hour))).toEqual([hour - 1, hour - 1, hour])
})

test('of each hour of the last day the last one is kept', () => {
  const ages = [5 * hour, 5 * hour + minute, 6 * hour - minute, 6 * hour, 6 * hour + minute]
  expect(keptAges(versionsOf(...ages))).toEqual([5 * hour, 5 * hour + minute, 6 * hour + minute])
})

test('of each day of the last month the last one is kept', () => {
  const ages = [3 * day, 3 * day + minute, 4 * day - minute, 4 * day + hour]
  expect(keptAges(versionsOf(...ages))).toEqual([3 * day, 3 * day + minute, 4 * day + hour])
})

test('of each week before that the last one is kept', () => {
  const ages = [70 * day, 70 * day + minute, 77 * day - minute, 78 * day]
  expect(keptAges(versionsOf(...ages))).toEqual([70 * day, 70 * day + minute, 78 * day])
})

test('who saves every few seconds does not lose the history', () => {
  const history = Array.from({ length: 50 }, (_, index) => (index + 40) * 7 * day + minute)
  const burst = Array.from({ length: 400 }, (_, index) => index * 5000)
  const kept = keptAges(versionsOf(...burst, ...history))
  expect(kept).toHaveLength(mostVersions)
  expect(kept.filter((age) => age > day)).toEqual(history)
  expect(kept).toContain(0)
  expect(Math.max(...kept.filter((age) => age < day))).toBe(149 * 5000)
})

test('when even what is old is too much, the oldest go', () => {
  const ages = Array.from({ length: 300 }, (_, index) => (index + 10) * 7 * day + minute)
  expect(keptAges(versionsOf(...ages))).toEqual(ages.slice(0, mostVersions))
})

test('what is kept stays when it is thinned again, and the newest is always kept', () => {
  const age = fc.oneof(fc.nat(2 * hour), fc.nat(3 * day), fc.nat(60 * day), fc.nat(2000 * day))
  fc.assert(
    fc.property(fc.array(age, { minLength: 1, maxLength: 400, size: 'max' }), (ages) => {
      const versions = versionsOf(...ages)
      const dropped = new Set(versionsToDrop(versions, now))
      const kept = versions.filter((version) => !dropped.has(version))
      expect(kept.length).toBeLessThanOrEqual(mostVersions)
      expect(versionsToDrop(kept, now)).toEqual([])
      expect(Math.min(...kept.map((version) => now - version.replacedAt))).toBe(Math.min(...ages))
      expect(dropped.size + kept.length).toBe(versions.length)
    }),
    { numRuns: 50 },
  )
})
