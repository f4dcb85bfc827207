/** A list of things that may be long: what is not in sight need not be there yet. */
export interface Listing<T> {
  readonly total: number
  /** Whether nothing has to be fetched any more. */
  readonly isWhole: boolean
  /** Absent while it is being fetched. */
  at(index: number): T | undefined
  /** Where something is, among what has been fetched. */
  indexOf(key: string): number | undefined
  /** Says what is in sight, the last one included. */
  show(first: number, last: number): void
  /** Everything from one index to another, both included, fetched where it is not there yet. */
  between(first: number, last: number): Promise<readonly T[]>
}

/** A list that is there as a whole. */
export function listingOf<T>(items: readonly T[], keyOf: (item: T) => string): Listing<T> {
  const indexes = new Map(items.map((item, index) => [keyOf(item), index]))
  return {
    total: items.length,
    isWhole: true,
    at: (index) => items[index],
    indexOf: (key) => indexes.get(key),
    show: () => undefined,
    between: (first, last) => Promise.resolve(items.slice(first, last + 1)),
  }
}
