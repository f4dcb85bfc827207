import { parseStrongEtag } from './entity-tags.ts'

/** One condition of a list: a lock token, or the entity tag of the resource that the list is about. */
export type StateCondition =
  | { readonly negated: boolean; readonly lockToken: string }
  /** Without quotes; `undefined` stands for a weak tag, which matches nothing (strong comparison). */
  | { readonly negated: boolean; readonly etag: string | undefined }

/** A list of an `If` header (RFC 4918 10.4.2). */
export interface ConditionList {
  /** Address of the resource that the list is about; without one it is the resource of the request. */
  readonly resourceTag?: string
  /** All of them must hold. */
  readonly conditions: readonly StateCondition[]
}

const maxLists = 32

/**
 * Reads an `If` header (RFC 4918 10.4.2). The header holds when any one of its lists does.
 * @returns `undefined` when it is malformed or has more than 32 lists
 */
export function parseIfHeader(value: string): readonly ConditionList[] | undefined {
  const lists: ConditionList[] = []
  let resourceTag: string | undefined
  let position = 0

  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = position
    const match = pattern.exec(value) ?? undefined
    if (match !== undefined) position += match[0].length
    return match
  }

  function takeList(): readonly StateCondition[] | undefined {
    const conditions: StateCondition[] = []
    while (take(listEnd) === undefined) {
      const negated = take(not) !== undefined
      const lockToken = take(codedUrl)?.[1]
      const bracketed = lockToken === undefined ? take(bracketedTag)?.[1] : undefined
      if (lockToken !== undefined) conditions.push({ negated, lockToken })
      else if (bracketed !== undefined) conditions.push({ negated, etag: parseStrongEtag(bracketed) })
      else return undefined
    }
    return conditions.length === 0 ? undefined : conditions
  }

  while (take(headerEnd) === undefined) {
    // RFC 4918 10.4.2: a resource tag holds for every list up to the next tag.
    resourceTag = take(codedUrl)?.[1] ?? resourceTag
    const conditions = take(listStart) === undefined ? undefined : takeList()
    if (conditions === undefined || lists.length === maxLists) return undefined
    lists.push(resourceTag === undefined ? { conditions } : { resourceTag, conditions })
  }
  return lists.length === 0 ? undefined : lists
}

/**
 * The lock tokens that a request submits: wherever in the header one stands, also behind `Not` and in a list that does
 * not hold (RFC 4918 10.4.1).
 */
export function submittedTokens(lists: readonly ConditionList[]): readonly string[] {
  const tokens = lists.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => ('lockToken' in condition ? [condition.lockToken] : [])),
  )
  return [...new Set(tokens)].filter((token) => token !== noLock)
}

/** The token that no lock ever has (RFC 4918 10.4.8). */
const noLock = 'DAV:no-lock'

const listStart = /[ \t]*\(/y
const listEnd = /[ \t]*\)/y
const headerEnd = /[ \t]*$/y
const not = /[ \t]*Not\b/iy
const codedUrl = /[ \t]*<([^<>]+)>/y
const bracketedTag = /[ \t]*\[[ \t]*((?:W\/)?"[^"]*")[ \t]*\]/y
