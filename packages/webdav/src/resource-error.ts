import type { DavPath } from './resource-tree.ts'

/** Why a tree refuses, and the status that the engine answers with (RFC 4918 9 and 11, RFC 9110 15). */
export const resourceErrorStatus = {
  'bad-path': 400,
  'checksum-mismatch': 400,
  forbidden: 403,
  'invalid-sync-token': 403,
  'not-found': 404,
  'already-exists': 405,
  'is-a-folder': 405,
  'not-a-folder': 405,
  'parent-missing': 409,
  conflict: 409,
  'lock-token-mismatch': 409,
  'precondition-failed': 412,
  'target-exists': 412,
  'too-large': 413,
  'range-not-satisfiable': 416,
  locked: 423,
  'bad-gateway': 502,
  unavailable: 503,
  'insufficient-storage': 507,
} as const

/** Why a tree refuses; `resourceErrorStatus` has the status of each. */
export type ResourceErrorReason = keyof typeof resourceErrorStatus

/** An expected refusal of a `ResourceTree`. The message is written for the person who reads the answer. */
export class ResourceError extends Error {
  override readonly name = 'ResourceError'
  readonly reason: ResourceErrorReason
  /** Seconds after which trying again makes sense (`Retry-After`); with `unavailable`. */
  readonly retryAfter: number | undefined
  /** Length of the whole file in bytes; with `range-not-satisfiable` (for `Content-Range`). */
  readonly size: number | undefined
  /** Root of a lock that is in the way; with `locked`. The place that was asked for when absent. */
  readonly lockRoot: DavPath | undefined

  constructor(
    reason: ResourceErrorReason,
    message: string,
    options: { retryAfter?: number; size?: number; lockRoot?: DavPath; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.retryAfter = options.retryAfter
    this.size = options.size
    this.lockRoot = options.lockRoot
  }
}
