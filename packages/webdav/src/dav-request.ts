import type { Readable } from 'node:stream'
import type { ListingMemory } from './listing-memory.ts'
import type { DavPath } from './resource-tree.ts'

/** A request as the engine sees it, free of any HTTP framework. */
export interface DavRequest {
  readonly method: string
  /** From `parseDavPath`. */
  readonly path: DavPath
  /** Whether the request target ended with a slash, which says "this is a folder". */
  readonly trailingSlash: boolean
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /**
   * The request body. A tree may destroy it to refuse the rest, so that destroying it must not cut the connection
   * that the answer takes.
   */
  readonly body: Readable
  /** Aborted when the client has left before the answer was out; what takes long goes on to its end without. */
  readonly left?: AbortSignal
}

/** Where the tree is served. */
export interface DavOptions {
  /** Path of the tree's root, percent-encoded, without a slash at the end: `/dav/files/ann`; empty for `/`. */
  readonly mountPath: string
  /** Origins under which clients reach this server (`https://cloud.example`): any other in `Destination` is 502. */
  readonly origins: readonly string[]
  /**
   * Another one after the data was restored from a backup, the empty string before: `oc:data-fingerprint` of the root.
   * Clients of the ownCloud family then keep what they have newer, where they would take the older for a change.
   */
  readonly dataFingerprint?: string
  /** Where answers about folders are remembered, of one installation and no other; nothing is without. */
  readonly listings?: ListingMemory
  /** Epoch milliseconds, to say how long a lock still lasts; the clock of the machine when absent. */
  readonly now?: () => number
}

/** An answer for the edge to send. */
export interface DavResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * A stream that fails must cost the client its connection: an answer that broke off must never look complete.
   * A stream that is not sent to its end must be destroyed.
   */
  readonly body?: string | Uint8Array | Readable
}
