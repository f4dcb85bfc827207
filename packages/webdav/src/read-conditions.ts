import { refusal } from './dav-answer.ts'
import type { DavOptions, DavRequest, DavResponse } from './dav-request.ts'
import { parseIfHeader, submittedTokens } from './headers/if-header.ts'
import { parsePreconditions } from './headers/precondition-headers.ts'
import { evaluateIf, requireEtag } from './if-conditions.ts'
import type { Preconditions } from './preconditions.ts'
import type { ResourceTree } from './resource-tree.ts'

/** What a request is made under. */
export interface RequestConditions {
  readonly preconditions: Preconditions
  readonly lockTokens: readonly string[]
}

/** The conditions that the tree must check, or the answer when they are malformed or fail already. */
export async function readConditions(
  request: DavRequest,
  tree: ResourceTree,
  options: DavOptions,
): Promise<RequestConditions | DavResponse> {
  const preconditions = parsePreconditions(request.headers)
  if (preconditions === undefined) return refusal(400, 'If-Match or If-None-Match is malformed.')
  if (request.headers['if'] === undefined) return { preconditions, lockTokens: [] }

  const lists = parseIfHeader(request.headers['if'])
  if (lists === undefined) return refusal(400, 'The If header is malformed.')
  const lockTokens = submittedTokens(lists)
  const outcome = await evaluateIf(lists, request, tree, options)
  if (!outcome.holds) {
    // RFC 4918 9.10.6: so a client learns that the lock that it wants to refresh is none here any more.
    const isRefresh = request.method === 'LOCK' && lockTokens.length > 0
    const condition = isRefresh ? 'lock-token-matches-request-uri' : undefined
    return refusal(412, 'No list of the If header holds.', { condition })
  }
  if (outcome.requiredEtag === undefined) return { preconditions, lockTokens }
  const stricter = requireEtag(preconditions, outcome.requiredEtag)
  return stricter === undefined
    ? refusal(412, 'If-Match and If contradict each other.')
    : { preconditions: stricter, lockTokens }
}
