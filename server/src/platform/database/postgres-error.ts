import { DatabaseError } from 'pg'
import { fault } from '../errors.ts'

/**
 * Whether a transaction may end otherwise when it is repeated: another one came between what it has read and what it
 * has written. A row that is there already, or not there any more, is often the first that is heard of it.
 */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && conflicts.has(error.code ?? '')
}

/**
 * What the caller of a statement is told: `unavailable` (503, worth another try) when the database is not there or
 * does not get round to it, `storage-full` (507) when its disk is full; what the database says about the statement
 * otherwise.
 */
export function explain(error: unknown): unknown {
  if (error instanceof DatabaseError && error.code === diskFull)
    return fault('storage-full', { cause: error })
  return isOutage(error) ? fault('unavailable', { cause: error }) : error
}

/** Whether the cause is the connection or the state of the server, not the statement. */
function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseError) return outages.test(error.code ?? '') || isOutdated(error)
  // The client itself fails in no other way: refused, reset, timed out. Values that cannot be read are RangeErrors.
  return error instanceof Error && !(error instanceof RangeError)
}

// PostgreSQL 15, appendix A: serialization_failure, deadlock_detected, unique_violation, foreign_key_violation.
const conflicts: ReadonlySet<string> = new Set(['40001', '40P01', '23505', '23503'])

const diskFull = '53100'

// connection_exception, insufficient_resources (but not disk_full and out_of_memory), query_canceled (by
// statement_timeout), admin_shutdown … cannot_connect_now, lock_not_available, idle_in_transaction_session_timeout.
const outages = /^(?:08...|533..|57014|57P0[1-5]|55P03|25P03)$/

/** Another process has changed a table that this connection has prepared statements for; a new one has not. */
function isOutdated({ code, routine }: DatabaseError): boolean {
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}
