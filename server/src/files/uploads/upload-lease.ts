import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import type { Upload } from './upload.ts'
import { extendLease, findUpload, releaseLease, type UnderLease, writeLease } from './upload-repository.ts'

/**
 * The right to add to an upload, which one request has at a time, whatever process it is in. Who does not show for a
 * while that something still comes loses it: a connection can be dead long before anybody hears of it.
 */
export interface UploadLease extends UnderLease {
  readonly upload: Upload
  /** Somebody held it before and never gave it back: they may still write. */
  readonly inherited: boolean
}

/** How long a lease stands without a sign of life, in milliseconds. */
export const leaseTime = 30_000

/**
 * Takes the lease of an upload.
 * @param admits - refuses before anything is written
 * @throws IsthmusError `upload-not-found`, `upload-busy`, and what `admits` throws
 */
export async function takeLease(
  context: FilesContext,
  actor: UserActor,
  id: string,
  admits: (upload: Upload) => void,
): Promise<UploadLease> {
  const { clock, database, ids } = context
  const lease = ids.uuid()
  return database.write(async (tx) => {
    const upload = await findUpload(tx, actor, id)
    if (upload === undefined) throw fault('upload-not-found')
    const now = clock.now()
    const { leasedUntil: until } = upload
    if (until !== undefined && until > now) {
      throw fault('upload-busy', { retryAfter: Math.max(1, Math.ceil((until - now) / 1000)) })
    }
    admits(upload)
    await writeLease(tx, id, lease, now + leaseTime)
    return { id, lease, upload, inherited: until !== undefined }
  })
}

/** Gives a lease back; when it is not held any more nothing happens. */
export async function giveBack({ database }: FilesContext, lease: UnderLease): Promise<void> {
  await database.write((tx) => releaseLease(tx, lease))
}

/** Keeps a lease while something is done that says nothing of itself. */
export async function whileHeld<T>(
  { clock, database }: FilesContext,
  lease: UnderLease,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController()
  const { signal } = done
  const keeping = (async () => {
    for (;;) {
      await clock.sleep(leaseTime / 3, signal)
      if (signal.aborted) return
      await database.write((tx) => extendLease(tx, lease, clock.now() + leaseTime))
    }
  })()
  try {
    return await work()
  } finally {
    done.abort()
    // The work has said what matters.
    await keeping.catch(() => {})
  }
}

/** In a transaction: goes on only under the lease. @throws IsthmusError `upload-busy` */
export async function demandLease(written: Promise<boolean>): Promise<void> {
  if (!(await written)) throw fault('upload-busy', { because: because('upload-taken-over') })
}
