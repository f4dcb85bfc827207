import {
  type DavPath,
  type FolderListing,
  type Resource,
  ResourceError,
  type ResourceTree,
} from '@isthmus/webdav'
import { TreeRefusal } from '../../files/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { ZipEntry } from './write-zip.ts'

/** Files and folders in one archive: what is remembered of them while it is sent takes a few hundred bytes each. */
export const mostArchiveEntries = 50_000

/** How much of a folder goes into one archive. */
export interface ZipLimits {
  /** Files and folders. */
  readonly entries: number
  /** Bytes of all files. */
  readonly bytes: number
}

/** What was in a folder when it was looked at. */
export type FolderSurvey =
  | { readonly ok: true; readonly places: readonly SurveyedPlace[] }
  | { readonly ok: false; readonly reason: 'too-many' | 'too-large' }

/** No more than is needed: there may be very many. */
interface SurveyedPlace extends Pick<Resource, 'kind' | 'modifiedAt'> {
  readonly path: DavPath
}

/**
 * Looks through a folder, so that what is too much is refused before the first byte of an archive is sent.
 * @param only - names of what is meant in the folder; everything when absent
 * @throws ResourceError as `tree.list`; `not-found` when something that is named is not there
 */
export async function surveyFolder(
  tree: ResourceTree,
  folder: DavPath,
  limits: ZipLimits,
  only?: readonly string[],
): Promise<FolderSurvey> {
  const missing = new Set(only)
  const whole = await tree.list(folder)
  const places: SurveyedPlace[] = [{ path: folder, kind: 'folder', modifiedAt: whole.folder.modifiedAt }]
  const open = [folder]
  let bytes = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { children } = at === folder ? whole : await listing(tree, at)
    for await (const resource of children) {
      if (at === folder && only !== undefined && !missing.delete(resource.name)) continue
      const path = [...at, resource.name]
      places.push({ path, kind: resource.kind, modifiedAt: resource.modifiedAt })
      if (resource.kind === 'folder') open.push(path)
      else bytes += resource.size
      if (places.length > limits.entries) return { ok: false, reason: 'too-many' }
      if (bytes > limits.bytes) return { ok: false, reason: 'too-large' }
    }
  }
  if (missing.size > 0)
    throw new TreeRefusal('not-found', because('not-in-folder', { name: [...missing][0] ?? '' }))
  return { ok: true, places }
}

/** A folder that has just been removed is an empty one. */
async function listing(tree: ResourceTree, path: DavPath): Promise<Pick<FolderListing, 'children'>> {
  try {
    return await tree.list(path)
  } catch (error) {
    if (await isGone(tree, path, error)) return { children: [] }
    throw error
  }
}

/**
 * The entries of an archive with all that was found in a folder, below a name of its own.
 *
 * What has been removed in the meantime is left out, as if it had been a moment earlier; whatever else cannot be read
 * breaks the archive off.
 * @param name - of the folder in the archive; what is in it lies at the top when absent
 */
export async function* folderEntries(
  tree: ResourceTree,
  folder: DavPath,
  name: string | undefined,
  places: readonly SurveyedPlace[],
): AsyncGenerator<ZipEntry, void, undefined> {
  const root = name === undefined ? [] : [safeName(name)]
  for (const { path, kind, modifiedAt: seen } of places) {
    const entryName = [...root, ...path.slice(folder.length).map(safeName)].join('/')
    if (entryName === '') continue
    if (kind === 'folder') {
      yield { kind, name: entryName, modifiedAt: seen }
      continue
    }
    const reading = await readIfThere(tree, path)
    if (reading === undefined) continue
    const { body } = reading
    const { size, modifiedAt } = reading.resource
    try {
      yield { kind: 'file', name: entryName, modifiedAt, size, body }
    } finally {
      body.destroy()
    }
  }
}

/** Programs on Windows take a backslash for a separator: what was one name must not lead somewhere else. */
function safeName(name: string): string {
  return name.replaceAll('\\', '_')
}

async function readIfThere(tree: ResourceTree, path: DavPath) {
  try {
    return await tree.read(path, {})
  } catch (error) {
    if (await isGone(tree, path, error)) return undefined
    throw error
  }
}

/** Whether one thing is gone, and not the right to see it together with all the others. */
async function isGone(tree: ResourceTree, path: DavPath, error: unknown): Promise<boolean> {
  if (!(error instanceof ResourceError) || error.reason !== 'not-found' || path.length === 0) return false
  return (await tree.stat([])) !== undefined
}
