import { fault } from '../errors.ts'
import { createPool, endPool } from './postgres-pool.ts'

/**
 * Runs one statement on a database that no server works with.
 * @returns how many rows it gave or changed
 * @throws IsthmusError `database-unusable`
 */
export async function runOnPostgres(url: string, statement: string): Promise<number> {
  const pool = createPool({ url, logger: undefined, size: 1, settings: {} })
  try {
    const { rowCount } = await pool.query(statement)
    return rowCount ?? 0
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw fault('database-unusable', { detail: reason, cause: error })
  } finally {
    await endPool(pool)
  }
}
