/** What this page keeps of its uploads for after it was loaded anew. */
import { currentUsername } from '../api/session.ts'
import type { FoundItem } from './match-files.ts'
import { newId } from './new-id.ts'
import { thisPage } from './pages-at-work.ts'
import { isOver, type Upload } from './upload.ts'
import { openUploadMemory, type RememberedUpload, type UploadMemory } from './upload-memory.ts'

/** A browser that keeps nothing is no trouble: uploads are lost when the page is left, and nothing else is different. */
export const uploadMemory: Promise<UploadMemory | undefined> = openUploadMemory().catch(() => undefined)

/** More single files than that are not asked for one by one after the page was loaded anew. */
const mostRoots = 10

/** Keeps new uploads. @param now - how an upload is by now */
export async function rememberUploads(
  added: readonly (readonly [Upload, FoundItem])[],
  now: (id: string) => Upload | undefined,
): Promise<void> {
  const memory = await uploadMemory
  const roots = new Map<FileSystemHandle, string>()
  for (const [, { root }] of added) if (root && !roots.has(root)) roots.set(root, newId())
  if (roots.size > mostRoots) roots.clear()
  const records: RememberedUpload[] = []
  for (const [{ id }, { root }] of added) {
    const upload = now(id)
    if (upload === undefined || isOver(upload)) continue
    const key = root && roots.get(root)
    records.push({
      upload: key === undefined ? upload : { ...upload, root: key },
      username: currentUsername(),
      page: thisPage,
      begunAt: Date.now(),
    })
  }
  await memory?.keep(records, new Map(Array.from(roots, ([handle, key]) => [key, handle])))
}

/** Keeps what has changed about an upload. */
export function noteUpload(upload: Upload): void {
  void uploadMemory.then((memory) => memory?.note(upload))
}

/** Keeps an upload no longer. */
export function forgetUpload(id: string): void {
  void uploadMemory.then((memory) => memory?.forget([id]))
}
