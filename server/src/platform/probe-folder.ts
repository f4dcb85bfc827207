import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Finds out whether a folder can be written to, by writing a little and removing it.
 * @throws {Error} what the system says: `ENOSPC`, `EROFS`, `ENOENT` …
 */
export async function probeFolder(folder: string): Promise<void> {
  const file = join(folder, '.probe')
  try {
    // Less than a block could find room where a file does not.
    await writeFile(file, new Uint8Array(4096), { mode: 0o600 })
  } finally {
    await rm(file, { force: true })
  }
}
