import { allowedMethods } from './capabilities.ts'
import { type DavCondition, refusal } from './dav-answer.ts'
import { samePath } from './dav-path.ts'
import type { DavOptions, DavRequest, DavResponse } from './dav-request.ts'
import { writeHref } from './href.ts'
import { ResourceError, type ResourceErrorReason, resourceErrorStatus } from './resource-error.ts'
import type { DavPath, ResourceTree } from './resource-tree.ts'

/** The request that a tree refused. */
interface RefusedRequest {
  readonly request: DavRequest
  readonly tree: ResourceTree
  readonly options: DavOptions
}

/**
 * The answer to an error of a tree, or to any other that has a status and a message for the client; for an edge that
 * refuses before the engine is asked.
 */
export function davErrorResponse(
  error: ResourceError | { readonly status: number; readonly message: string },
): DavResponse & { readonly body: string } {
  if (!(error instanceof ResourceError)) return refusal(error.status, error.message)
  return refusal(resourceErrorStatus[error.reason], error.message, {
    condition: conditions[error.reason],
    headers: headersOf(error, {}),
  })
}

/** The answer to an error of a tree while a request was answered. */
export function answerResourceError(error: ResourceError, refused: RefusedRequest): DavResponse {
  const { reason, message } = error
  return refusal(resourceErrorStatus[reason], message, {
    condition: conditions[reason],
    ...(reason === 'locked' ? { href: lockRootHref(error.lockRoot, refused) } : {}),
    headers: headersOf(error, refused.tree),
  })
}

/** Address of the root of a lock that is in the way, as far as it is known. */
export function lockRootHref(root: DavPath | undefined, { request, options }: RefusedRequest): string {
  const { path, trailingSlash } = request
  if (root === undefined || samePath(root, path)) return writeHref(options.mountPath, path, trailingSlash)
  // What covers a place from further up is a folder.
  return writeHref(options.mountPath, root, root.length < path.length)
}

const conditions: Partial<Record<ResourceErrorReason, DavCondition>> = {
  'invalid-sync-token': 'valid-sync-token',
  'lock-token-mismatch': 'lock-token-matches-request-uri',
  locked: 'lock-token-submitted',
}

function headersOf(
  error: ResourceError,
  tree: Pick<ResourceTree, 'changes' | 'locking'>,
): Record<string, string> {
  switch (error.reason) {
    case 'unavailable':
      return error.retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(error.retryAfter)) }
    case 'range-not-satisfiable':
      return error.size === undefined ? {} : { 'content-range': `bytes */${error.size}` }
    // RFC 9110 15.5.6: a 405 says what is allowed instead.
    case 'not-a-folder':
      return { allow: allowedMethods('file', tree) }
    case 'is-a-folder':
    case 'already-exists':
      return { allow: allowedMethods('folder', tree) }
    default:
      return {}
  }
}
