import type { Database } from '../database/index.ts'
import type { Metrics } from './metrics.ts'

/** The same database, with its writes measured. */
export function measuredDatabase(
  database: Database,
  metrics: Pick<
    Metrics,
    | 'databaseConnections'
    | 'databaseWriteDuration'
    | 'databaseWriteRepeats'
    | 'databaseWriteWait'
    | 'databaseWritesPending'
  >,
): Database {
  const { connections } = database
  metrics.databaseConnections.read(() => {
    const use: Readonly<Record<string, number>> = { ...connections?.() }
    return Object.entries(use).map(([state, value]) => ({ labels: { state }, value }))
  })
  return {
    get read() {
      return database.read
    },
    async write(fn) {
      const waited = metrics.databaseWriteWait.start()
      const ended = metrics.databaseWriteDuration.start()
      let begun = false
      let outcome = 'failed'
      metrics.databaseWritesPending.add({}, 1)
      try {
        const value = await database.write((tx) => {
          // It may run again; its turn came when it ran first.
          if (begun) metrics.databaseWriteRepeats.add({})
          else waited({})
          begun = true
          return fn(tx)
        })
        outcome = 'done'
        return value
      } finally {
        metrics.databaseWritesPending.add({}, -1)
        ended({ outcome })
      }
    },
    ...(database.others && { others: database.others }),
    ...(connections && { connections }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
