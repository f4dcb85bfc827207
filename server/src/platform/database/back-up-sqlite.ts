import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { syncFolder } from '../sync-folder.ts'

/**
 * Copies a SQLite database as it is now to `target`, which appears whole or not at all.
 * @param target - path in an existing folder; replaced when it exists
 */
export async function backUpSqlite<DB>(db: Kysely<DB>, target: string): Promise<void> {
  const partial = `${target}.partial`
  await rm(partial, { force: true })
  // VACUUM INTO accepts an empty file; made here, it is readable by its owner only.
  await writeFile(partial, '', { mode: 0o600, flag: 'wx' })
  await sql`VACUUM INTO ${partial}`.execute(db)
  await flush(partial)
  await rename(partial, target)
  await syncFolder(dirname(target))
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
