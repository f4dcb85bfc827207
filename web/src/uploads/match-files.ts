import { nameOf, type Upload } from './upload.ts'

/** A file or an empty folder, as it was found on the person's device. */
export interface FoundItem {
  /** Below what was chosen, its own name last: `['Photos', 'one.jpg']`. */
  readonly path: readonly string[]
  /** Absent for an empty folder. */
  readonly file?: File
  /** Set on a file that the device does not give. */
  readonly isUnreadable?: boolean
  /** What was chosen or dropped and contains it, where the browser lets a page keep that. */
  readonly root?: FileSystemHandle
}

/** What of the files that were chosen is a file that an upload has lost, and what is none. */
export interface Matches {
  readonly found: readonly { readonly upload: Upload; readonly item: FoundItem }[]
  readonly others: readonly FoundItem[]
}

/**
 * Finds the files of uploads that were interrupted. A file is taken for the same when name, size and time of change are
 * the same; of several ones, the one with the same folders above it.
 */
export function matchFiles(uploads: Iterable<Upload>, items: readonly FoundItem[]): Matches {
  const waiting = Map.groupBy(uploads, (upload) => keyOf(nameOf(upload), upload.size, upload.modifiedAt))
  const found: { upload: Upload; item: FoundItem }[] = []
  const others: FoundItem[] = []
  for (const item of items) {
    const { file } = item
    const candidates = file && waiting.get(keyOf(file.name, file.size, file.lastModified))
    const at = candidates === undefined ? -1 : nearest(candidates, item.path)
    const [upload] = candidates?.splice(at, 1) ?? []
    if (upload === undefined) others.push(item)
    else found.push({ upload, item })
  }
  return { found, others }
}

function keyOf(name: string, size: number, modifiedAt: number): string {
  // Storage of another kind tells times in whole seconds.
  return `${size} ${Math.floor(modifiedAt / 1000)} ${name.normalize()}`
}

/** The candidate that has most of the folders above it in common. */
function nearest(candidates: readonly Upload[], path: readonly string[]): number {
  const scores = candidates.map((candidate) => commonEnd(candidate.path, path))
  return scores.indexOf(Math.max(...scores))
}

function commonEnd(one: readonly string[], other: readonly string[]): number {
  let count = 0
  while (count < one.length && one.at(-1 - count) === other.at(-1 - count)) count += 1
  return count
}
