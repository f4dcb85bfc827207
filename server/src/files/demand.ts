import {
  checkPreconditions,
  type Preconditions,
  type Resource,
  type ResourceError,
  type ResourceRights,
} from '@isthmus/webdav'
import { type Because, because } from '../platform/fault-reasons.ts'
import { TreeRefusal } from './tree-refusal.ts'

const deeds: Record<keyof ResourceRights, Because> = {
  read: because('may-not-read'),
  update: because('may-not-change'),
  create: because('may-not-add'),
  delete: because('may-not-remove'),
  share: because('may-not-share'),
}

/** @throws ResourceError `forbidden`, when one of the rights is missing */
export function demandRights(rights: ResourceRights, ...needed: readonly (keyof ResourceRights)[]): void {
  for (const right of needed) if (!rights[right]) throw new TreeRefusal('forbidden', deeds[right])
}

/**
 * The conditions of a request that changes something. They come last: RFC 9110 13.2.1 has them ignored by a request
 * that would be refused without them.
 * @param current - what is there now
 * @throws ResourceError `precondition-failed`
 */
export function demandPreconditions(preconditions: Preconditions, current: Resource | undefined): void {
  if (checkPreconditions(preconditions, current, false) === 'precondition-failed') {
    throw new TreeRefusal('precondition-failed', because('changed-since-seen'))
  }
}

/** What used to be there has become something else, or moved behind a mount, while the request was under way. */
export function changedMeanwhile(): ResourceError {
  return new TreeRefusal('conflict', because('changed-meanwhile'))
}
