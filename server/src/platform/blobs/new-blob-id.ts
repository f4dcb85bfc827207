import type { Ids } from '../ids.ts'
import type { BlobId } from './blob-store.ts'

/** A name that nothing has or ever had: 25 of 36 letters are 129 random bits. */
export function newBlobId(ids: Ids): BlobId {
  return ids.token(25) as BlobId
}
