import type { EtagCondition } from '../preconditions.ts'

const entityTag = /[ \t]*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)/y
const emptyElement = /[ \t]*,/y

/**
 * Reads the value of `If-Match` or `If-None-Match` (RFC 9110 13.1.1 and 13.1.2).
 *
 * @param weak - what to do with weak tags: `drop` for `If-Match`, whose strong comparison none can pass; `keep` for
 *   `If-None-Match`, which compares weakly (RFC 9110 8.8.3.2)
 * @returns `undefined` when the value is malformed
 */
export function parseEtagCondition(value: string, weak: 'drop' | 'keep'): EtagCondition | undefined {
  if (value.trim() === '*') return 'any'
  const tags: string[] = []
  let seen = 0
  let position = 0
  while (position < value.length) {
    // RFC 9110 5.6.1.2: empty list elements are ignored.
    const empty = matchAt(emptyElement, value, position)
    if (empty !== undefined) {
      position += empty[0].length
      continue
    }
    const tag = matchAt(entityTag, value, position)
    if (tag === undefined) return undefined
    position += tag[0].length
    seen += 1
    if (tag[1] === undefined || weak === 'keep') tags.push(tag[2] ?? '')
  }
  return seen === 0 ? undefined : tags
}

/** Writes a condition as the value of `If-Match` or `If-None-Match`. */
export function writeEtagCondition(condition: EtagCondition): string {
  if (condition === 'any') return '*'
  // No list may be empty; the empty tag stands for "none that exists".
  return condition.length === 0 ? '""' : condition.map(quoteEtag).join(', ')
}

/** @param etag - strong entity tag without quotes */
export function quoteEtag(etag: string): string {
  return `"${etag}"`
}

/** Reads one strong entity tag; `undefined` when it is weak or malformed. */
export function parseStrongEtag(value: string): string | undefined {
  return /^"([\x21\x23-\x7e\x80-\xff]*)"$/.exec(value.trim())?.[1]
}

function matchAt(pattern: RegExp, value: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position
  return pattern.exec(value) ?? undefined
}
