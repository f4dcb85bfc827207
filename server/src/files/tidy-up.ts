import type { FilesContext } from './context.ts'
import { deleteExpiredLocks } from './locks/lock-repository.ts'
import { pruneLogs } from './sync/prune-log.ts'
import { expireTrash } from './trash/expire-trash.ts'
import { purge } from './trash/purge.ts'
import { expireUploads } from './uploads/expire-uploads.ts'

/** What was tidied up. */
export interface Tidied {
  /** Items of the trash that were there for too long. */
  readonly expired: number
  /** Nodes whose rows are gone. */
  readonly purged: number
  /** Locks that have run out. */
  readonly locks: number
  /** Lines of change logs. */
  readonly logLines: number
  /** Uploads that nobody has gone on with. */
  readonly uploads: number
}

/** Removes what time has ended. It may be interrupted anywhere and run at any time. */
export async function tidyUp(context: FilesContext): Promise<Tidied> {
  const { clock, database } = context
  return {
    expired: await expireTrash(context),
    purged: await purge(context),
    locks: await database.write((tx) => deleteExpiredLocks(tx, clock.now())),
    logLines: await pruneLogs(context),
    uploads: await expireUploads(context),
  }
}
