import type { RangeRequest } from '../resource-tree.ts'

/** Most ranges that one request may name. */
const maxRanges = 10

/**
 * Reads a `Range` header in bytes (RFC 9110 14.1.2).
 *
 * @returns at least one range, `undefined` for what is answered with the whole file, as RFC 9110 14.2 allows: another
 *   unit, more than 10 ranges, and what is malformed
 */
export function parseRanges(value: string): readonly [RangeRequest, ...RangeRequest[]] | undefined {
  const [, list] = /^bytes=(.*)$/i.exec(value.trim()) ?? []
  // RFC 9110 5.6.1.2: empty list elements are ignored.
  const elements = list?.split(',').filter((element) => element.trim() !== '') ?? []
  if (elements.length > maxRanges) return undefined
  const [first, ...others] = elements.map(parseRange).filter((range) => range !== undefined)
  return first === undefined || others.length + 1 < elements.length ? undefined : [first, ...others]
}

function parseRange(element: string): RangeRequest | undefined {
  const parts = /^[ \t]*(\d*)-(\d*)[ \t]*$/.exec(element)
  if (parts === null) return undefined
  const [, first = '', last = ''] = parts
  if (first === '') return last === '' ? undefined : { suffixLength: toOffset(last) }
  if (last === '') return { first: toOffset(first) }
  const range = { first: toOffset(first), last: toOffset(last) }
  return range.first <= range.last ? range : undefined
}

/** Writes a `Range` header. */
export function writeRange(range: RangeRequest): string {
  if ('suffixLength' in range) return `bytes=-${range.suffixLength}`
  return `bytes=${range.first}-${range.last ?? ''}`
}

/**
 * What a range means for a file of a given size (RFC 9110 14.1.2).
 *
 * @param size - length of the whole file in bytes
 * @returns inclusive offsets, or `undefined` when the range cannot be satisfied (416)
 */
export function resolveRange(
  range: RangeRequest,
  size: number,
): { readonly first: number; readonly last: number } | undefined {
  const first = 'suffixLength' in range ? Math.max(size - range.suffixLength, 0) : range.first
  const last = 'suffixLength' in range ? size - 1 : Math.min(range.last ?? size - 1, size - 1)
  return first <= last ? { first, last } : undefined
}

function toOffset(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER)
}
