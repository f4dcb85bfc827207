import type { DavOptions, DavRequest, DavResponse } from '../dav-request.ts'
import type { Preconditions } from '../preconditions.ts'
import type { ResourceTree } from '../resource-tree.ts'

/** What a method needs to answer one request. */
export interface DavCall {
  readonly request: DavRequest
  readonly tree: ResourceTree
  readonly options: DavOptions
  /** From the conditional headers and `If`; whoever acts must check them. */
  readonly preconditions: Preconditions
  /** The lock tokens that were submitted in `If`; the tree decides what they are good for. */
  readonly lockTokens: readonly string[]
}

/** One HTTP method. It returns its own refusals; those of the tree are thrown as `ResourceError`. */
export type DavMethod = (call: DavCall) => Promise<DavResponse>
