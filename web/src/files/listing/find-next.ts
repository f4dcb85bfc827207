import type { Listing } from './listing.ts'

/** How many things are looked at between two pauses. */
const step = 1000

/**
 * The next thing after an index, round the end, that fits; what has not been fetched is fetched until one is found.
 * @returns the index; undefined when nothing fits, when something cannot be fetched, or somebody has stopped waiting
 */
export async function findNext<T>(
  listing: Listing<T>,
  start: number,
  fits: (item: T) => boolean,
  isStopped: () => boolean = () => false,
): Promise<number | undefined> {
  const { total } = listing
  const spans = [...spansOf(start, total - 1), ...spansOf(0, start - 1)]
  for (const [first, last] of spans) {
    const items = await listing.between(first, last).catch(() => undefined)
    if (items === undefined || isStopped()) return undefined
    const found = items.findIndex(fits)
    if (found !== -1) return first + found
  }
  return undefined
}

function spansOf(first: number, last: number): [number, number][] {
  const spans: [number, number][] = []
  for (let at = first; at <= last; at += step) spans.push([at, Math.min(at + step - 1, last)])
  return spans
}
