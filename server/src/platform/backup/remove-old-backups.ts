import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OwnedBackupFolder } from './backup-folder.ts'
import { listedBlobs } from './listed-blobs.ts'

/**
 * Removes all but the newest backups, and the blobs that none of those needs.
 * @param keep - how many stay, at least 1
 * @returns the names of those that were removed
 */
export async function removeOldBackups(folder: OwnedBackupFolder, keep: number): Promise<string[]> {
  const names = await folder.finished()
  const old = names.slice(0, -keep)
  if (old.length === 0) return []
  const needed = new Set<string>()
  for (const name of names.slice(-keep)) {
    for await (const { blobId } of listedBlobs(join(folder.path, name))) needed.add(blobId)
  }
  for (const name of old) await folder.remove(name)
  for await (const { blobId } of folder.blobs.entries()) {
    if (!needed.has(blobId)) await rm(folder.blobs.pathOf(blobId))
  }
  return old
}
