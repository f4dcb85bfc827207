import type { Entry } from './entry.ts'

/** A part of what is in a folder. */
export interface FolderPage {
  readonly folder: Entry
  readonly entries: readonly Entry[]
  /** How many entries the folder has, of those that were asked for. */
  readonly total: number
  /** `offset` of the next page; absent at the end. */
  readonly next?: number
}
