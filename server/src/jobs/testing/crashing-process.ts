/**
 * A process for tests to kill: writes one job into the database that it is given, prints `begun` when the job runs,
 * and then works on it for ever, or ends it when the second argument is `done`.
 */
import type { TenantId } from '../../platform/actor.ts'
import { systemClock } from '../../platform/clock.ts'
import { openDatabase } from '../../platform/database/index.ts'
import type { DatabasePlace } from '../../platform/database/testing/temporary-place.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createJobs } from '../index.ts'

const [place = '', ending = ''] = process.argv.slice(2)
const database = await openDatabase({ ...(JSON.parse(place) as DatabasePlace), clock: systemClock })
const ids = createIds(systemClock.now)
const logger = createMemoryLogger()
const { metrics } = createMetrics({ logger })
const jobs = createJobs({ database, clock: systemClock, ids, logger, metrics })

jobs.handle('test', {
  run() {
    process.stdout.write('begun\n')
    return ending === 'done' ? Promise.resolve({ done: true }) : new Promise(() => {})
  },
})
await database.write((tx) => jobs.enqueue(tx, { kind: 'test', tenant: 1 as TenantId, payload: {} }))
await jobs.runDue()
