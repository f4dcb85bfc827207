/**
 * A route: one endpoint of one surface, declared in a file of its own and collected in the one table `routes.ts`.
 *
 * The declaration says everything that happens before the handler runs: who may call, what body is read and how
 * much of it, and in which form errors are answered. A handler gets what was checked and returns a `Reply`.
 */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Tenant } from '../accounts/index.ts'
import type { OperatorActor, UserActor } from '../platform/actor.ts'
import type { ErrorCode } from '../platform/errors.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Application } from './application.ts'

/** The form in which a surface answers errors. */
export type Surface = 'api' | 'ocm' | 'token' | 'dav' | 'page' | 'operations'

/**
 * Who may call.
 *
 * - `none`: anybody; the handler looks for its own evidence (a signature, a share's credential).
 * - `user`: a person, by Basic or bearer, on the API also by the cookie of a session; or the operator on somebody's
 *   behalf.
 * - `admin`: a user with administrator rights, or the operator.
 */
export type Access = 'none' | 'user' | 'admin'

interface ActorByAccess {
  none: undefined
  user: UserActor
  admin: UserActor | OperatorActor
}

/**
 * What is read before the handler runs.
 *
 * - `none`: nothing; a body that was sent anyway is ignored.
 * - `json`: `application/json`, checked against `input`.
 * - `raw`: the exact bytes, for signatures and digests.
 * - `stream`: nothing; the handler consumes `call.stream`.
 */
export type BodyKind = 'none' | 'json' | 'raw' | 'stream'

export interface Route<A extends Access = Access, I = unknown, Q = unknown> {
  readonly surface: Surface
  readonly methods: readonly string[]
  /** Pattern with `:name` segments; a final `/*` takes whatever follows, also nothing. */
  readonly path: string
  /** Further patterns at which the same is answered, where one page has many addresses. */
  readonly alsoAt?: readonly string[]
  readonly access: A
  readonly body: BodyKind
  /** Largest body in bytes, for `json` and `raw`; `limits.jsonBody` of the configuration when absent. */
  readonly maxBody?: number
  /** Shape of the body, with `json`. */
  readonly input?: z.ZodType<I>
  /** Shape of the query, where there may be one; each parameter at most once. */
  readonly query?: z.ZodType<Q>
  /** One line for the reference of the API. */
  readonly summary: string
  /** Shape of what is answered on success, for the reference and the tests; nothing is answered without. */
  readonly output?: z.ZodType
  /** What is answered is not one JSON value but a stream of this media type; `output` is one line or event of it. */
  readonly outputType?: string
  /** Status of success: 200 with an output and 204 without, when absent. */
  readonly status?: number
  /** What can go wrong here, besides what can at every route of its kind. */
  readonly errors?: readonly ErrorCode[]
  /** Answers whatever the Host header says, without a question to the database: for probes that ask by address. */
  readonly anyHost?: boolean
  handle(call: Call<A, I, Q>): Promise<Reply>
}

export interface Call<A extends Access = Access, I = unknown, Q = unknown> {
  readonly application: Application
  readonly tenant: Tenant
  readonly actor: ActorByAccess[A]
  readonly method: string
  /** Request target as it came, path and query, not decoded. */
  readonly rawUrl: string
  readonly params: Readonly<Record<string, string>>
  /** The checked query. */
  readonly query: Q
  /** Lower-case names; repeated fields joined with a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** IP address of the client; empty on a Unix socket. */
  readonly clientAddress: string
  /** The checked body, with `json`. */
  readonly input: I
  /** The body's bytes, with `raw`. */
  readonly raw: Uint8Array
  /** The request itself, with `stream`. */
  readonly stream: Readable
  /** Aborted when the caller has left before the answer was out. */
  readonly left: AbortSignal
  /** Whether the caller may still call this, for answers that take long: a session can end, an account be disabled. */
  stillAllowed(): Promise<boolean>
  readonly logger: Logger
}

export interface Reply {
  readonly status: number
  /** Names in lower case; a list is sent as several fields. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array | Readable | { readonly json: unknown }
}

/** Declares a route; the one call that the route table looks for in every file of a surface. */
export function defineRoute<A extends Access, I = undefined, Q = undefined>(
  route: Route<A, I, Q>,
): Route<A, I, Q> {
  return route
}
