import type { DavPath, Preconditions } from '@isthmus/webdav'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { BlobId } from '../../platform/blobs/index.ts'
import type { FilesContext } from '../context.ts'
import type { FilePlace } from '../file-place.ts'
import type { ConflictChoice } from '../manage/transfer-entry.ts'

/** A file on its way in over several requests, each of which adds what comes behind what is there. */
export interface Upload {
  readonly id: string
  readonly tenant: TenantId
  readonly userId: UserId
  /** Where the file is to be. */
  readonly place: FilePlace
  /** Of the whole file, in bytes. */
  readonly size: number
  /** Bytes that are durable: those of the whole file when it is made, and less before. */
  readonly received: number
  /** Whether all of it is durable: what lacks is a place for the file, or room. */
  readonly isWhole: boolean
  readonly blobId: BlobId
  readonly conflict: ConflictChoice
  /** When the contents were changed last, epoch milliseconds, as the client tells it. */
  readonly modifiedAt?: number
  /** The entity tag that the file must have which is replaced. */
  readonly ifMatch?: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** Until when a request that adds to it has it for itself, epoch milliseconds. */
  readonly leasedUntil?: number
  /** The file that it has become. */
  readonly made?: MadeFile
}

export interface MadeFile {
  readonly path: DavPath
  readonly etag: string
}

/** What must be true at the place of the file when it is made. */
export function preconditionsOf({ conflict, ifMatch }: Pick<Upload, 'conflict' | 'ifMatch'>): Preconditions {
  if (ifMatch !== undefined) return { ifMatch: [ifMatch] }
  return conflict === 'replace' ? {} : { ifNoneMatch: 'any' }
}

/** Whether the file gets another name where something has its own. */
export function isRenamed({ conflict, ifMatch }: Pick<Upload, 'conflict' | 'ifMatch'>): boolean {
  return conflict === 'rename' && ifMatch === undefined
}

/** When an upload expires to which something was added at a moment, epoch milliseconds. */
export function expiryFrom(
  { uploadLifetime = 3 * 24 * 60 * 60 * 1000 }: Pick<FilesContext, 'uploadLifetime'>,
  now: number,
): number {
  return now + uploadLifetime
}
