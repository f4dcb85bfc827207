/** What is chosen in a list, by keys. Of a list that is chosen as a whole, the exceptions are kept. */
export interface Selection {
  readonly isAll: boolean
  /** Chosen; with `isAll`, not chosen. */
  readonly keys: ReadonlySet<string>
}

export const nothing: Selection = { isAll: false, keys: new Set() }

export const everything: Selection = { isAll: true, keys: new Set() }

export function only(keys: Iterable<string>): Selection {
  return { isAll: false, keys: new Set(keys) }
}

export function isSelected({ isAll, keys }: Selection, key: string): boolean {
  return keys.has(key) !== isAll
}

export function toggled({ isAll, keys }: Selection, key: string): Selection {
  return { isAll, keys: keys.symmetricDifference(new Set([key])) }
}

/** The same with others chosen as well. */
export function including(selection: Selection, added: Iterable<string>): Selection {
  const { isAll, keys } = selection
  const set = new Set(added)
  return { isAll, keys: isAll ? keys.difference(set) : keys.union(set) }
}

/** The same without what is gone. */
export function without({ isAll, keys }: Selection, gone: Iterable<string>): Selection {
  return isAll ? nothing : { isAll, keys: keys.difference(new Set(gone)) }
}

/** @param total - how long the list is */
export function countOf({ isAll, keys }: Selection, total: number): number {
  return isAll ? Math.max(0, total - keys.size) : keys.size
}
