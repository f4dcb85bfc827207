import { closeSync, openSync } from 'node:fs'

/**
 * Creates an empty file that only its owner can read, unless it exists.
 *
 * An existing file is not even opened: a process that closes any descriptor of a file loses its locks on that file
 * (fcntl(2)), and those are what SQLite holds.
 */
export function createPrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
