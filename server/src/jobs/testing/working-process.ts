/**
 * A process that works on the jobs of the database that it is given until it is killed. Each job leaves the row
 * `ran ID`, and while it runs the row `runs KEY`: what runs twice, or at the same time as another one of its key, fails
 * and is printed. Prints `started`, and every job that it has done.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '../../platform/clock.ts'
import { openDatabase } from '../../platform/database/index.ts'
import type { DatabasePlace } from '../../platform/database/testing/temporary-place.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createJobs } from '../index.ts'

const [place = ''] = process.argv.slice(2)
const database = await openDatabase({ ...(JSON.parse(place) as DatabasePlace), clock: systemClock })
const logger = createMemoryLogger()
const { metrics } = createMetrics({ logger })
const jobs = createJobs({ database, clock: systemClock, ids: createIds(systemClock.now), logger, metrics })

jobs.handle('test', {
  async run({ payload }) {
    const [id, key] = [String(payload['id']), String(payload['key'])]
    try {
      const rows = [`ran ${id}`, `runs ${key}`].map((name) => ({ name, next: process.pid }))
      await database.write((tx) => tx.insertInto('allocators').values(rows).execute())
      // So that there is something to overlap with.
      await delay(2)
      await database.write((tx) => tx.deleteFrom('allocators').where('name', '=', `runs ${key}`).execute())
      process.stdout.write(`done ${id}\n`)
    } catch (error) {
      process.stdout.write(`failed ${id}: ${String(error)}\n`)
    }
    return { done: true }
  },
})
jobs.start()
process.stdout.write('started\n')
