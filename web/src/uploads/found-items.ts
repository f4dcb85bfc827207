/** What a person has chosen or dropped, with everything in it. */
import type { FoundItem } from './match-files.ts'

/** The files of a field for files or for a folder. */
export function itemsOfField(files: Iterable<File>): FoundItem[] {
  return Array.from(files, (file) => ({
    file,
    path: file.webkitRelativePath === '' ? [file.name] : file.webkitRelativePath.split('/'),
  }))
}

/**
 * What was dropped. To be called while the event is handled: the browser takes back what it gives after that.
 */
export async function itemsOfDrop({ items }: DataTransfer): Promise<FoundItem[]> {
  const dropped = Array.from(items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
      handle: (item as HandleGiver).getAsFileSystemHandle?.().catch(() => null),
    }))
  const found: FoundItem[] = []
  for (const { entry, file, handle } of dropped) {
    const root = (await handle) ?? undefined
    if (entry) for await (const item of itemsOfEntry(entry, [])) found.push({ ...item, root })
    else if (file) found.push({ file, path: [file.name], root })
  }
  return found
}

/** Not in every browser: what can be kept for after the page is loaded anew. */
interface HandleGiver {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>
}

async function* itemsOfEntry(entry: FileSystemEntry, above: readonly string[]): AsyncGenerator<FoundItem> {
  const path = [...above, entry.name]
  if (isFile(entry)) {
    const file = new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    yield {
      path,
      ...(await file.then(
        (readable) => ({ file: readable }),
        () => ({ isUnreadable: true }),
      )),
    }
    return
  }
  let isEmpty = true
  for await (const inner of entriesIn(entry as FileSystemDirectoryEntry)) {
    isEmpty = false
    yield* itemsOfEntry(inner, path)
  }
  if (isEmpty) yield { path }
}

async function* entriesIn(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader()
  for (;;) {
    // A reader gives some at a time, and none when it has given all.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return
    yield* some
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

/**
 * The file that was found in what was chosen or dropped.
 * @param path - the root's own name first
 * @throws DOMException when it is not there any more, or may not be read
 */
export async function fileIn(root: FileSystemHandle, path: readonly string[]): Promise<File> {
  let handle = root
  for (const [at, name] of path.slice(1).entries()) {
    const folder = handle as FileSystemDirectoryHandle
    const isLast = at === path.length - 2
    handle = isLast ? await folder.getFileHandle(name) : await folder.getDirectoryHandle(name)
  }
  return await (handle as FileSystemFileHandle).getFile()
}
