import { closeSync, openSync } from 'node:fs'
import { flushFile } from './flush-file.ts'

/**
 * Makes the entries of a folder durable: a file that was created or renamed survives a power cut only when its
 * folder has been flushed as well (fsync(2)).
 */
export async function syncFolder(path: string): Promise<void> {
  const folder = openSync(path, 'r')
  try {
    await flushFile(folder)
  } finally {
    closeSync(folder)
  }
}
