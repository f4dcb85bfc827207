import type { Place } from '../place.ts'
import type { FoundItem } from './match-files.ts'
import { rememberUploads } from './remembered-uploads.ts'
import { uploads } from './uploads.ts'

/** Uploads what was chosen or dropped to a folder here. */
export function uploadItems(place: Place, items: readonly FoundItem[]): void {
  const added = uploads.add(place, items)
  void rememberUploads(added, (id) => uploads.find(id))
}
