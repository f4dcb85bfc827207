import { samePath } from './dav-path.ts'
import type { DavOptions, DavRequest } from './dav-request.ts'
import { parseAddress } from './headers/destination.ts'
import type { ConditionList, StateCondition } from './headers/if-header.ts'
import type { Preconditions } from './preconditions.ts'
import type { DavPath, Resource, ResourceTree } from './resource-tree.ts'

/** The outcome of `evaluateIf`. */
export type IfOutcome =
  | { readonly holds: false }
  /** The entity tag that the resource of the request had to have for the header to hold. */
  | { readonly holds: true; readonly requiredEtag?: string }

/** Whether an `If` header holds (RFC 4918 10.4.3 and 10.4.4): whether any one of its lists does. */
export async function evaluateIf(
  lists: readonly ConditionList[],
  request: DavRequest,
  tree: ResourceTree,
  options: DavOptions,
): Promise<IfOutcome> {
  const look = createLook(tree)
  for (const { resourceTag, conditions } of lists) {
    // RFC 4918 10.4.2: a list without a tag is about the resource of the request.
    const path = resourceTag === undefined ? request.path : taggedPath(resourceTag, options)
    // RFC 4918 10.4.4: where nothing is, no entity tag and no lock token matches.
    const resource = path === undefined ? undefined : await look(path)
    if (!conditions.every((condition) => conditionHolds(condition, resource))) continue
    const isOwn = path !== undefined && samePath(path, request.path)
    return isOwn && resource !== undefined && conditions.some((one) => 'etag' in one && !one.negated)
      ? { holds: true, requiredEtag: resource.etag }
      : { holds: true }
  }
  return { holds: false }
}

/** Asks the tree once for each resource, however many lists are about it. */
function createLook(tree: ResourceTree): (path: DavPath) => Promise<Resource | undefined> {
  const seen = new Map<string, Promise<Resource | undefined>>()
  return (path) => {
    const key = path.join('/')
    const resource = seen.get(key) ?? tree.stat(path, { locks: true })
    seen.set(key, resource)
    return resource
  }
}

/**
 * Adds an entity tag that must not change before the tree acts, so that the tree checks it in its own transaction.
 * @returns `undefined` when the conditions rule that entity tag out already
 */
export function requireEtag(conditions: Preconditions, etag: string): Preconditions | undefined {
  const { ifMatch } = conditions
  if (ifMatch !== undefined && ifMatch !== 'any' && !ifMatch.includes(etag)) return undefined
  return { ...conditions, ifMatch: [etag] }
}

/** A tag for another server or tree names nothing that could match. */
function taggedPath(resourceTag: string, options: DavOptions): DavPath | undefined {
  const address = parseAddress(resourceTag, options)
  return address.ok ? address.path : undefined
}

function conditionHolds(condition: StateCondition, resource: Resource | undefined): boolean {
  return condition.negated !== matches(condition, resource)
}

function matches(condition: StateCondition, resource: Resource | undefined): boolean {
  if (resource === undefined) return false
  if ('etag' in condition) return condition.etag === resource.etag
  return resource.locks?.some(({ token }) => token === condition.lockToken) ?? false
}
