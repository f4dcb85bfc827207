import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { openDatabase } from './open-database.ts'
import { countUntilKilled } from './testing/count-until-killed.ts'
import { type DatabasePlace, makeTemporaryPlace } from './testing/temporary-place.ts'

test.each([1, 7, 40, 160])(
  'a process killed after %d writes loses none that it was told of, and leaves none half done',
  async (writes) => {
    await using temporary = await makeTemporaryPlace()
    const told = await countUntilKilled(temporary.place, { killAfter: writes })
    expect(told.length).toBeGreaterThanOrEqual(writes)
    expect(await stored(temporary.place)).toEqual(expect.arrayContaining(told))
  },
)

test('a crash before a commit leaves nothing of what it was about', async () => {
  await using temporary = await makeTemporaryPlace()
  const told = await countUntilKilled(temporary.place, { crashAt: 'before-commit:9' })
  expect(told.length).toBeGreaterThan(0)
  expect(await stored(temporary.place)).toEqual(expect.arrayContaining(told))
})

test('a crash after a commit, before anybody was told, leaves what it was about', async () => {
  await using temporary = await makeTemporaryPlace()
  const told = await countUntilKilled(temporary.place, { crashAt: 'after-commit-before-wake:9' })
  expect(told.length).toBeGreaterThan(0)
  const numbers = await stored(temporary.place)
  expect(numbers).toEqual(expect.arrayContaining(told))
  expect(numbers.length).toBeGreaterThan(told.length)
})

/** The numbers in the database; each has two rows, which were one write. */
async function stored(place: DatabasePlace): Promise<number[]> {
  await using database = await openDatabase({ ...place, clock: systemClock })
  const rows = await database.read
    .selectFrom('allocators')
    .select((eb) => ['next', eb.fn.countAll<number>().as('rows')])
    .groupBy('next')
    .orderBy('next')
    .execute()
  expect(rows.every((row) => row.rows === 2)).toBe(true)
  return rows.map((row) => row.next)
}
