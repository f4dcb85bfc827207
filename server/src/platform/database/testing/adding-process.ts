/**
 * A process that adds 1 to the counter `sum` of the database that it is given, as often as it is told, four times at a
 * time: reads it, and writes what it has read plus 1. Prints `done` in the end. Told `hold` it stays in the middle of
 * the first addition, and prints `holding`.
 */
import { systemClock } from '../../clock.ts'
import type { Tx } from '../database.ts'
import { openDatabase } from '../open-database.ts'
import type { DatabasePlace } from './temporary-place.ts'

const [place = '', times = ''] = process.argv.slice(2)
const database = await openDatabase({ ...(JSON.parse(place) as DatabasePlace), clock: systemClock })

async function add(tx: Tx): Promise<void> {
  const { next } = await tx
    .selectFrom('allocators')
    .select('next')
    .where('name', '=', 'sum')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('allocators')
    .set({ next: next + 1 })
    .where('name', '=', 'sum')
    .execute()
}

if (times === 'hold') {
  await database.write(async (tx) => {
    await add(tx)
    process.stdout.write('holding\n')
    await new Promise(() => {})
  })
}

let left = Number(times)
async function worker(): Promise<void> {
  while (left > 0) {
    left -= 1
    await database.write(add)
  }
}

await Promise.all([worker(), worker(), worker(), worker()])
await database[Symbol.asyncDispose]()
process.stdout.write('done\n')
