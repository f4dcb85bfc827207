/** `any` stands for `*`; the tags are strong, without quotes. */
export type EtagCondition = 'any' | readonly string[]

/** The conditions of a request as data, so that a tree can check them inside its own transaction or pass them on. */
export interface Preconditions {
  readonly ifMatch?: EtagCondition
  readonly ifNoneMatch?: EtagCondition
  /** Epoch milliseconds, whole seconds. */
  readonly ifUnmodifiedSince?: number
  /** Epoch milliseconds, whole seconds; counts for GET and HEAD alone. */
  readonly ifModifiedSince?: number
}

/** What conditions are compared with: the strong entity tag, and the time of the last change in epoch milliseconds. */
export interface Validators {
  readonly etag: string
  readonly modifiedAt: number
}

/** Whether there is anything to check. */
export function isConditional(conditions: Preconditions): boolean {
  return Object.keys(conditions).length > 0
}

/** What the conditions of a request mean for it: go on, 412, or 304. */
export type PreconditionOutcome = 'go-on' | 'precondition-failed' | 'not-modified'

/**
 * Evaluates the conditions in the order of RFC 9110 13.2.2.
 * @param current - the resource as it is now, `undefined` when there is none
 * @param reading - whether the method is GET or HEAD, where a failed `If-None-Match` means "not modified"
 */
export function checkPreconditions(
  conditions: Preconditions,
  current: Validators | undefined,
  reading: boolean,
): PreconditionOutcome {
  if (conditions.ifMatch !== undefined) {
    if (!matches(conditions.ifMatch, current)) return 'precondition-failed'
  } else if (conditions.ifUnmodifiedSince !== undefined && current !== undefined) {
    if (wholeSeconds(current.modifiedAt) > conditions.ifUnmodifiedSince) return 'precondition-failed'
  }
  if (conditions.ifNoneMatch !== undefined) {
    if (matches(conditions.ifNoneMatch, current)) return reading ? 'not-modified' : 'precondition-failed'
  } else if (reading && conditions.ifModifiedSince !== undefined && current !== undefined) {
    if (wholeSeconds(current.modifiedAt) <= conditions.ifModifiedSince) return 'not-modified'
  }
  return 'go-on'
}

function matches(condition: EtagCondition, current: Validators | undefined): boolean {
  if (current === undefined) return false
  return condition === 'any' || condition.includes(current.etag)
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000
}
