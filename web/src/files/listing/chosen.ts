import type { FileEntry } from '../../api/contract.ts'
import type { Listing } from './listing.ts'
import { isSelected, only, type Selection } from './selection.ts'

/** How many are looked at while the page is drawn. */
const most = 1000

/** The selection without what is no longer in the listing, where that can be known. */
export function knownIn(listing: Listing<FileEntry>, selection: Selection): Selection {
  const { isAll, keys } = selection
  if (isAll || !listing.isWhole) return selection
  const there = [...keys].filter((key) => listing.indexOf(key) !== undefined)
  return there.length === keys.size ? selection : only(there)
}

/** Of what is chosen, what has been fetched; not all of very much. */
export function chosenIn(listing: Listing<FileEntry>, selection: Selection): FileEntry[] {
  const { isAll, keys } = selection
  const indexes = isAll
    ? Array.from({ length: Math.min(listing.total, most) }, (_, index) => index)
    : [...keys].slice(0, most).map((key) => listing.indexOf(key) ?? -1)
  return indexes.flatMap((index) => {
    const entry = listing.at(index)
    return entry !== undefined && isSelected(selection, entry.path) ? [entry] : []
  })
}
