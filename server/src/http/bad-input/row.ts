import type { ErrorCode } from '../../platform/errors.ts'

/** Who sends a bad request: `ann` has an account, `zoe` administers, `stranger` has none. */
export type Sender = 'ann' | 'zoe' | 'stranger'

/** A request that something is wrong with, and what it has to be answered with. */
export interface BadRequest {
  /** What is wrong with it. */
  readonly what: string
  /** Whoever may call the route, when absent. */
  readonly as?: Sender
  /** The request target, not normalised; the route's own with usual values when absent. */
  readonly target?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is, with what `headers` say of it. */
  readonly body?: string | Uint8Array
  /** Sent as JSON. */
  readonly json?: unknown
  readonly status: number
  /** The code of a problem of the REST API, the message of OCM or the error of OAuth. */
  readonly code?: ErrorCode | Uppercase<string> | 'invalid_request' | 'unsupported_grant_type'
  /** The fields that are named. */
  readonly errors?: readonly string[]
  /** The request is not refused but made good: what is in the folder of the request's target afterwards. */
  readonly stored?: string
}

/** The rows of routes, by method and path: `POST /api/v1/shares`. */
export type BadInput = Readonly<Record<string, readonly BadRequest[]>>

/** A row of its own that has a status and perhaps a code. */
export function bad(
  what: string,
  request: Omit<BadRequest, 'what' | 'status' | 'code'>,
  status: BadRequest['status'],
  code?: BadRequest['code'],
): BadRequest {
  return { what, ...request, status, ...(code !== undefined && { code }) }
}
