import type { StoredBlob } from '../blobs/index.ts'

/** What a backup has to know of a blob. */
export type BackedUpBlob = Pick<StoredBlob, 'blobId' | 'size' | 'sha256'>

/** What a database says about the contents of files. Dispose it when done. */
export interface StoredContents extends AsyncDisposable {
  /** Id of the installation. */
  readonly instance: string
  /** Of all together, roughly. */
  readonly bytes: number
  blobs(): AsyncIterable<BackedUpBlob>
}

/** How far long work is. */
export interface Advance {
  /** @param total - bytes to come, all together */
  begin(total: number): void
  /** So many more are done. */
  advance(bytes: number): void
}
