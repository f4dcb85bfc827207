import { DatabaseSync } from 'node:sqlite'
import { createPrivateFile } from './create-private-file.ts'

/**
 * Takes a lock that the operating system frees by itself when the process ends, however it ends: an exclusive
 * transaction of SQLite. Nothing in this process may open the file by itself: closing it would give the lock away
 * (fcntl(2)).
 * @param file - made when missing
 * @returns `undefined` when another process holds it
 */
export function takeLock(file: string): Disposable | undefined {
  createPrivateFile(file)
  const lock = new DatabaseSync(file, { timeout: 0 })
  try {
    // Nothing is ever written, so that the lock can be had on a full disk.
    lock.exec('PRAGMA journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return { [Symbol.dispose]: () => lock.close() }
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

function isBusy(error: unknown): boolean {
  // SQLITE_BUSY; extended result codes keep the primary one in the low byte.
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
