/** Changes to a text that are not saved yet, kept in the window so that they outlive the page. */
import { currentUsername } from '../api/session.ts'
import type { Place } from '../place.ts'

export interface Draft {
  readonly text: string
  /** Of the state of the file that was changed. */
  readonly etag: string
}

export function draftOf(place: Place): Draft | undefined {
  const kept = sessionStorage.getItem(keyOf(place))
  return kept === null ? undefined : (JSON.parse(kept) as Draft)
}

/** Keeps a draft; one that is too long for what the browser gives is not kept. */
export function keepDraft(place: Place, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(place), JSON.stringify(draft))
  } catch {
    sessionStorage.removeItem(keyOf(place))
  }
}

export function dropDraft(place: Place): void {
  sessionStorage.removeItem(keyOf(place))
}

function keyOf({ space = '', path }: Place): string {
  return `isthmus-draft ${currentUsername()} ${space} ${path}`
}
