/**
 * A process for tests to kill: writes 1, 2, 3 … into two rows each of the database that it is given, four at a
 * time, and prints each number when it has been told that it is durable.
 */
import { systemClock } from '../../clock.ts'
import { openDatabase } from '../open-database.ts'
import type { DatabasePlace } from './temporary-place.ts'

const [place = '', count = '1'] = process.argv.slice(2)
const database = await openDatabase({ ...(JSON.parse(place) as DatabasePlace), clock: systemClock })

async function write(number: number): Promise<void> {
  await database.write(async (tx) => {
    await tx
      .insertInto('allocators')
      .values({ name: `a${number}`, next: number })
      .execute()
    await tx
      .insertInto('allocators')
      .values({ name: `b${number}`, next: number })
      .execute()
  })
  process.stdout.write(`${number}\n`)
}

let next = 1
async function worker(): Promise<void> {
  while (next <= Number(count)) {
    const number = next
    next += 1
    await write(number)
  }
}

await Promise.all([worker(), worker(), worker(), worker()])
await database[Symbol.asyncDispose]()
