import type { Readable } from 'node:stream'

/** Names one immutable sequence of bytes; random, never used twice. */
export type BlobId = string & { readonly __brand: 'BlobId' }

/** Bytes of a block, the part of a blob that can be checked without the rest. */
export const blockBytes = 256 * 1024

/** What a row keeps about a blob. */
export interface StoredBlob {
  readonly blobId: BlobId
  /** Bytes. */
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly sha1: string
  /** Lower-case hexadecimal. */
  readonly sha256: string
  /** The CRC-32 of each block, one after the other, with 8 lower-case hexadecimal digits each. The last may be short. */
  readonly blockSums: string
}

export interface BlobWriteOptions {
  /** Largest accepted size in bytes. */
  readonly maxBytes?: number | undefined
  /** The announced length in bytes, when there is one; a body of another length is refused. */
  readonly expectedLength?: number | undefined
  /** Aborting destroys the body and stores nothing. */
  readonly signal?: AbortSignal | undefined
}

/** Offsets of the first and of the last byte, both included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** How to check what is read of a blob. */
export interface BlockCheck {
  /** Of all blocks that the range lies in, as {@link StoredBlob} has them. */
  readonly sums: string
  /** Called when everything was read and is right. */
  readonly done?: () => void
}

export interface BlobEntry {
  readonly blobId: BlobId
  /** Bytes. */
  readonly size: number
  /** When it was stored, epoch milliseconds. */
  readonly modifiedAt: number
}

/**
 * Where the contents of files are kept: immutable blobs under random ids. Which of them mean something is known by
 * the database alone, so a blob is written before its row and removed after it.
 */
export interface BlobStore {
  /**
   * Stores a body and resolves when it is durable; a body that fails leaves nothing behind. It is read only as
   * quickly as it can be stored. When the store refuses, the rest of the body stays unread and `body` open, so that
   * an answer can still be sent on the same connection.
   * @throws BlobError `body-cut`, `body-too-long`, `body-too-large`, `no-space`
   */
  write(body: Readable, options?: BlobWriteOptions): Promise<StoredBlob>

  /**
   * The bytes of a blob, or a part of them. Whoever gets the stream consumes or destroys it.
   * @param blob - as its row has it; a stored size that differs is an error before the first byte
   * @param range - must lie within the blob; everything when absent
   * @param check - nothing of a block is given away before it is known to be what was stored; the stream fails with
   *   `blob-changed` where one is not
   * @throws BlobError `blob-missing`, `blob-damaged`, and `blob-changed` when that is so of the first block
   */
  read(blob: Pick<StoredBlob, 'blobId' | 'size'>, range?: ByteRange, check?: BlockCheck): Promise<Readable>

  /** Removes a blob; one that is not there is no error, since the job that removes may run twice. */
  delete(blobId: BlobId): Promise<void>

  /** Every blob that is complete, in no order; what is written or removed meanwhile may or may not appear. */
  list(): AsyncIterable<BlobEntry>

  /** Blobs that come in pieces. */
  readonly growing: GrowingBlobs
}

/**
 * Blobs on their way in that outlive a request and a process: bytes are added behind those that are there, until the blob
 * is complete. How much of one counts is known by the database alone. Nobody may add to one at the same time as another.
 */
export interface GrowingBlobs {
  /** The id of a new one, with nothing in it. */
  begin(): BlobId

  /**
   * Adds a body behind the first `from` bytes; what was there beyond them is dropped. What came counts also when the body
   * breaks off or is refused: `options.saved` has told of it before this rejects. To a blob that is complete already
   * nothing is added, but its bytes are taken as if they were.
   * @returns how many bytes there are now, all of them durable
   * @throws BlobError `blob-missing` (there are less than `from` bytes), `body-cut`, `body-too-large`, `no-space`
   */
  grow(blobId: BlobId, from: number, body: Readable, options: GrowthOptions): Promise<number>

  /**
   * Makes a blob of the first `size` bytes; from now on it is read as any other. To be repeated when nobody knows whether it
   * happened.
   * @throws BlobError `blob-missing`
   */
  complete(blobId: BlobId, size: number): Promise<StoredBlob>

  /**
   * A new one that begins with the first `size` bytes of another: what somebody may still add to that one does not matter
   * to it.
   * @throws BlobError `blob-missing`, `no-space`
   */
  fork(blobId: BlobId, size: number): Promise<BlobId>

  /** Removes one that is not complete; one that is not there is no error. */
  delete(blobId: BlobId): Promise<void>

  /** Every one that is not complete, in no order. */
  list(): AsyncIterable<BlobEntry>
}

/** How a blob grows. */
export interface GrowthOptions {
  /** How large the blob may become, in bytes. */
  readonly maxBytes: number
  /** Asked whether it is time to make durable what is not yet. @param bytes - how much that is */
  isDue(bytes: number): boolean
  /**
   * Told then, and at the end, how many bytes are durable; nothing is added until it resolves. When it rejects, the growth
   * ends with that.
   */
  saved(size: number): Promise<void>
}

/** Why a store could not take or give a blob. */
export type BlobErrorReason =
  /** The body broke off, or is shorter than announced. */
  | 'body-cut'
  /** The body is longer than announced. */
  | 'body-too-long'
  /** The body is over the limit. */
  | 'body-too-large'
  /** The store is full. */
  | 'no-space'
  /** A row points to a blob that is not there. */
  | 'blob-missing'
  /** The blob has another size than its row says. */
  | 'blob-damaged'
  /** The blob has other bytes than were stored. */
  | 'blob-changed'

export class BlobError extends Error {
  override readonly name = 'BlobError'
  readonly reason: BlobErrorReason

  constructor(reason: BlobErrorReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
