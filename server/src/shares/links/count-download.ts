import type { FileReading, ResourceError } from '@isthmus/webdav'
import { TreeRefusal } from '../../files/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { SharesContext } from '../context.ts'
import { findDownload, noteStart, saveDownload } from './download-repository.ts'
import type { Link } from './link.ts'
import { takeDownload } from './link-repository.ts'

/** For how long somebody may go on with a download that was counted, in milliseconds. */
const patience = 24 * 60 * 60_000

/**
 * Counts that a file is about to be sent, or a part of it. What counts is the beginning: a part that the same visitor
 * asks for within a day, of the same version of the same file, goes on with what was counted before.
 *
 * @param visitor - keyed hash of who downloads
 * @throws ResourceError `not-found`, when no download is left
 */
export async function countReading(
  { database, clock }: SharesContext,
  { shareId }: Link,
  visitor: string,
  { resource, range }: Pick<FileReading, 'resource' | 'range'>,
): Promise<void> {
  const download = { shareId, visitor, contents: `${resource.fileId ?? ''} ${resource.etag}` }
  const fromStart = (range?.first ?? 0) === 0
  const now = clock.now()
  const counted = await database.write(async (tx) => {
    const begun = range === undefined ? undefined : await findDownload(tx, download, now)
    // Programs that ask for several parts at once may get to the first one later.
    if (begun !== undefined && !(fromStart && begun.fromStart)) {
      if (fromStart) await noteStart(tx, download)
      return true
    }
    if (!(await takeDownload(tx, shareId))) return false
    await saveDownload(tx, download, { fromStart, expiresAt: now + patience })
    return true
  })
  if (!counted) throw over()
}

/**
 * Counts that a folder is about to be sent as one archive.
 * @throws ResourceError `not-found`, when no download is left
 */
export async function countArchive({ database }: SharesContext, { shareId }: Link): Promise<void> {
  if (!(await database.write((tx) => takeDownload(tx, shareId)))) throw over()
}

function over(): ResourceError {
  return new TreeRefusal('not-found', because('share-over'))
}
