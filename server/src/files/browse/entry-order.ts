import type { Entry } from './entry.ts'

export interface EntryOrder {
  /** `name` when absent. Entries that are equal in it are in the order of their names. */
  readonly sort?: 'name' | 'size' | 'modified' | 'kind'
  readonly descending?: boolean
}

/** As people count: `Report 9` before `Report 10`, `a` before `B`. The same on every machine. */
const names = new Intl.Collator('und', { numeric: true })

const comparisons: Record<NonNullable<EntryOrder['sort']>, (one: Entry, other: Entry) => number> = {
  name: () => 0,
  size: (one, other) => (one.size ?? 0) - (other.size ?? 0),
  modified: (one, other) => one.modifiedAt - other.modifiedAt,
  kind: (one, other) => names.compare(one.contentType ?? '', other.contentType ?? ''),
}

/** Folders come before files, in either direction. */
export function sortEntries(entries: readonly Entry[], { sort = 'name', descending }: EntryOrder): Entry[] {
  const compare = comparisons[sort]
  const direction = descending === true ? -1 : 1
  return entries.toSorted(
    (one, other) =>
      Number(one.kind === 'file') - Number(other.kind === 'file') ||
      direction * (compare(one, other) || names.compare(one.name, other.name)),
  )
}
