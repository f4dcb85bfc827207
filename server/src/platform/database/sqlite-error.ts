import { fault } from '../errors.ts'

/**
 * What the caller of a statement is told: `storage-full` (507) when the disk is full, `database-unusable` when the
 * file cannot be read or written; what SQLite says about the statement otherwise.
 */
export function explain(error: unknown): unknown {
  if (!(error instanceof Error && 'errcode' in error)) return error
  // Extended result codes keep the primary one in the low byte.
  const code = Number(error.errcode) & 0xff
  if (code === full) return fault('storage-full', { cause: error })
  return unusable.has(code)
    ? fault('database-unusable', { detail: sentence(error.message), cause: error })
    : error
}

// https://www.sqlite.org/rescode.html: SQLITE_FULL; PERM, READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB.
const full = 13
const unusable: ReadonlySet<number> = new Set([3, 8, 10, 11, 14, 26])

function sentence(message: string): string {
  return `SQLite says: ${message}.`
}
