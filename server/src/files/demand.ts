import {
  checkPreconditions,
  type Preconditions,
  type Resource,
  ResourceError,
  type ResourceRights,
} from '@isthmus/webdav'

const deeds: Record<keyof ResourceRights, string> = {
  read: 'You may not read this.',
  update: 'You may not change this.',
  create: 'You may not add anything here.',
  delete: 'You may not remove this.',
  share: 'You may not share this.',
}

/** @throws ResourceError `forbidden`, when one of the rights is missing */
export function demandRights(rights: ResourceRights, ...needed: readonly (keyof ResourceRights)[]): void {
  for (const right of needed) if (!rights[right]) throw new ResourceError('forbidden', deeds[right])
}

/**
 * The conditions of a request that changes something. They come last: RFC 9110 13.2.1 has them ignored by a request
 * that would be refused without them.
 * @param current - what is there now
 * @throws ResourceError `precondition-failed`
 */
export function demandPreconditions(preconditions: Preconditions, current: Resource | undefined): void {
  if (checkPreconditions(preconditions, current, false) === 'precondition-failed') {
    throw new ResourceError('precondition-failed', 'This has changed since you last saw it.')
  }
}

/** What used to be there has become something else, or moved behind a mount, while the request was under way. */
export function changedMeanwhile(): ResourceError {
  return new ResourceError('conflict', 'Something else happened to this at the same time. Try again.')
}
