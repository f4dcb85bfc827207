import { open } from 'node:fs/promises'
import { backup, DatabaseSync } from 'node:sqlite'
import { createPrivateFile } from '../create-private-file.ts'

/**
 * Copies a SQLite database as it is at one moment, whoever works with it meanwhile, in this process or another.
 * Neither this thread nor any writer waits. The copy is durable, and one file without companions.
 * @param target - must not exist
 */
export async function snapshotSqlite(file: string, target: string): Promise<void> {
  createPrivateFile(target)
  {
    using source = new DatabaseSync(file, { readOnly: true })
    // All pages in one step: after a pause between two of them, a change would make it begin anew.
    await backup(source, target, { rate: largestStep })
  }
  {
    using copy = new DatabaseSync(target)
    copy.exec('PRAGMA journal_mode = DELETE')
  }
  await using written = await open(target, 'r+')
  await written.sync()
}

/** Pages. */
const largestStep = 0x7fff_ffff
