/** Uploads that were interrupted when the page was loaded anew, or the browser closed. */
import { call } from '../api/call.ts'
import { currentUsername } from '../api/session.ts'
import type { ElsewhereUpload } from './elsewhere.ts'
import { fileIn } from './found-items.ts'
import type { FoundItem } from './match-files.ts'
import { pagesAtWork, showThatPageIsThere, thisPage } from './pages-at-work.ts'
import { uploadMemory } from './remembered-uploads.ts'
import type { Upload } from './upload.ts'
import { uploads } from './uploads.ts'

/** For so long, in milliseconds, an upload is waited for: a week. */
const longest = 7 * 86_400_000

/** Takes up what was interrupted; what the browser may read goes on at once. */
export async function restoreUploads(): Promise<void> {
  showThatPageIsThere()
  const memory = await uploadMemory
  const pages = await pagesAtWork()
  const kept = (await memory?.all()) ?? []
  const old = kept.filter(({ begunAt }) => begunAt < Date.now() - longest)
  const left = kept.filter(
    (record) => record.username === currentUsername() && !pages.has(record.page) && !old.includes(record),
  )
  if (old.length > 0) await memory?.forget(old.map(({ upload }) => upload.id))
  if (left.length === 0) return
  await memory?.keep(left.map((record) => ({ ...record, page: thisPage })))
  const there = await uploadsOnServer()
  uploads.restore(
    left.map(({ upload }) => {
      const known = there.get(upload.uploadId ?? '')
      return { ...upload, sent: known?.offset ?? 0, isWhole: known?.whole ?? false }
    }),
  )
  await goOnWithKeptFiles(async (root) => (await root.queryPermission?.({ mode: 'read' })) === 'granted')
}

/** Asks the person whether the files may be read again, and goes on with those that may. Only from a press of a button. */
export async function askForKeptFiles(): Promise<void> {
  await goOnWithKeptFiles(async (root) => (await root.requestPermission?.({ mode: 'read' })) === 'granted')
}

async function uploadsOnServer(): Promise<ReadonlyMap<string, ElsewhereUpload>> {
  try {
    const answer = await call('GET /uploads')
    return new Map(answer.uploads.map((upload) => [upload.id, upload]))
  } catch {
    // It is asked again for each one when it goes on.
    return new Map()
  }
}

async function goOnWithKeptFiles(mayRead: (root: Root) => Promise<boolean>): Promise<void> {
  const lost = uploads.interrupted().filter(({ root }) => root !== undefined)
  for (const [key, waiting] of Map.groupBy(lost, ({ root = '' }) => root)) {
    const root: Root | undefined = await (await uploadMemory)?.root(key)
    if (root === undefined || !(await mayRead(root).catch(() => false))) continue
    uploads.giveFiles(await itemsIn(root, waiting))
  }
}

async function itemsIn(root: FileSystemHandle, waiting: readonly Upload[]): Promise<FoundItem[]> {
  const items: FoundItem[] = []
  for (const { path } of waiting) {
    const file = await fileIn(root, path).catch(() => undefined)
    if (file) items.push({ path, file, root })
  }
  return items
}

/** Not in every browser. */
interface Root extends FileSystemHandle {
  queryPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>
}
