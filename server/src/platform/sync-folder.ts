import { open } from 'node:fs/promises'

/**
 * Makes the entries of a folder durable: a file that was created or renamed survives a power cut only when its
 * folder has been flushed as well (fsync(2)).
 */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
