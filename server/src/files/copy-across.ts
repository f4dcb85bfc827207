import {
  type CopyOptions,
  type DavPath,
  type FileResource,
  type Preconditions,
  type Resource,
  ResourceError,
  type ResourceTree,
  type WriteOptions,
} from '@isthmus/webdav'
import { crashPoint } from '../platform/crash-points.ts'
import { because } from '../platform/fault-reasons.ts'
import { changedMeanwhile, demandPreconditions } from './demand.ts'
import { isSame, type Survey, survey } from './survey.ts'
import { TreeRefusal } from './tree-refusal.ts'

/** Where a copy comes from: a path, and as much of a tree as reading takes. */
export interface SourcePlace {
  readonly tree: Pick<ResourceTree, 'stat' | 'list' | 'read'>
  readonly path: DavPath
}

/** Where a copy goes to. */
export interface TargetPlace {
  /** `list` and `remove` take back what was begun, also when whoever asked for the copy has left. */
  readonly tree: Pick<ResourceTree, 'stat' | 'list' | 'write' | 'makeFolder' | 'remove'>
  readonly path: DavPath
}

export interface Copied {
  readonly created: boolean
  /** The source as it was copied. */
  readonly source: Resource
  /** What was in it; empty for a file. */
  readonly contents: Survey
}

/**
 * Copies between two trees, byte by byte, one file after the other.
 *
 * A file replaces a file, since writing one is all or nothing: when the copy fails, the old one is still there.
 * Nothing else is replaced: a folder could only be removed before its replacement is complete. A folder whose copy
 * fails is removed again, unless somebody else has been at work in it. A copy that nobody waits for any more fails,
 * in the middle of a file too.
 * @throws ResourceError `not-found`, `precondition-failed`, `target-exists`, `conflict` (a folder would be replaced, or replace
 *   something, or what is in it vanished), `bad-gateway` (what arrived is not what the other side says it is),
 *   `too-large` (more than 10,000 entries), and what the two trees refuse with; the reason of the signal
 */
export async function copyAcross(
  source: SourcePlace,
  target: TargetPlace,
  options: CopyOptions,
): Promise<Copied> {
  const { overwrite, signal } = options
  const from = await source.tree.stat(source.path)
  if (from === undefined) throw new TreeRefusal('not-found', because('nothing-here'))
  demandPreconditions(options.preconditions, from)
  const existing = await target.tree.stat(target.path)
  if (existing !== undefined && !overwrite) {
    throw new TreeRefusal('target-exists', because('target-taken'))
  }
  if (existing !== undefined && (existing.kind === 'folder' || from.kind === 'folder')) {
    throw new TreeRefusal('conflict', because('folder-not-replaced'))
  }

  if (from.kind === 'file') return copyFile(source, target, { overwrite, signal })
  const contents = options.depth === '0' ? new Map() : await survey(source.tree, source.path, signal)
  return copyFolder(source, target, from, contents, signal)
}

async function copyFolder(
  source: SourcePlace,
  target: TargetPlace,
  folder: Resource,
  contents: Survey,
  signal: AbortSignal | undefined,
): Promise<Copied> {
  signal?.throwIfAborted()
  await target.tree.makeFolder(target.path, { preconditions: {} })
  const made = new Map<string, Pick<Resource, 'kind' | 'etag'>>()
  let begun: Begun | undefined
  try {
    for (const [place, resource] of contents) {
      signal?.throwIfAborted()
      begun = { place, resource }
      const { kind, etag } = resource
      const names = place.split('/')
      const from = { tree: source.tree, path: [...source.path, ...names] }
      const to = { tree: target.tree, path: [...target.path, ...names] }
      if (kind === 'file') {
        const { copy } = await copyFile(from, to, { overwrite: false, signal })
        made.set(place, { kind, etag: copy.etag })
        crashPoint('between-copied-files')
      } else {
        await to.tree.makeFolder(to.path, { preconditions: {} })
        made.set(place, { kind, etag })
      }
    }
  } catch (error) {
    await undo(target, made, signal?.aborted === true ? begun : undefined)
    // Of the folder itself this would say that it is gone.
    if (error instanceof ResourceError && error.reason === 'not-found') throw changedMeanwhile()
    throw error
  }
  return { created: true, source: folder, contents }
}

async function copyFile(
  source: SourcePlace,
  target: TargetPlace,
  { overwrite, signal }: { readonly overwrite: boolean; readonly signal: AbortSignal | undefined },
): Promise<Copied & { readonly copy: FileResource }> {
  signal?.throwIfAborted()
  const { resource, body } = await source.tree.read(source.path, {})
  const checksum = checksumOf(resource)
  // It may break off while nobody reads it.
  body.on('error', () => {})
  // A body that breaks off is kept by nobody.
  const stop = (): void => void body.destroy(new Error('Whoever asked for the copy has left.'))
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    const { created, resource: copy } = await target.tree.write(target.path, body, {
      // Without `overwrite`, a file that came into being meanwhile stays as it is.
      preconditions: overwrite ? {} : { ifNoneMatch: 'any' },
      length: resource.size,
      modifiedAt: resource.modifiedAt,
      ...(checksum === undefined ? {} : { checksum }),
    })
    if (copy.size === resource.size) return { created, source: resource, contents: new Map(), copy }
    if (created) await removeQuietly(target, { ifMatch: [copy.etag] })
    throw new TreeRefusal('bad-gateway', because('peer-kept-not-all'))
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof ResourceError) || error.reason !== 'checksum-mismatch') throw error
    throw new TreeRefusal('bad-gateway', because('peer-sent-other'))
  } finally {
    signal?.removeEventListener('abort', stop)
    body.destroy()
  }
}

function checksumOf({ checksums = {} }: FileResource): WriteOptions['checksum'] {
  const { sha1, sha256 } = checksums
  if (sha256 !== undefined) return { algorithm: 'sha256', value: sha256 }
  return sha1 === undefined ? undefined : { algorithm: 'sha1', value: sha1 }
}

/** What was on its way when the copy was stopped: it may have arrived without anybody having heard of it. */
interface Begun {
  readonly place: string
  readonly resource: Resource
}

/** Removes half of a copy, provided nothing is in it but what was copied. What cannot be removed stays. */
async function undo(
  target: TargetPlace,
  made: ReadonlyMap<string, Pick<Resource, 'kind' | 'etag'>>,
  begun: Begun | undefined,
): Promise<void> {
  try {
    const found = new Map(await survey(target.tree, target.path))
    if (begun !== undefined && !made.has(begun.place) && isLike(begun.resource, found.get(begun.place))) {
      found.delete(begun.place)
    }
    if (!isSame(made, found)) return
  } catch {
    return
  }
  await removeQuietly(target, {})
}

function isLike(original: Resource, copy: Resource | undefined): boolean {
  if (original.kind === 'folder') return copy?.kind === 'folder'
  return copy?.kind === 'file' && copy.size === original.size
}

async function removeQuietly({ tree, path }: TargetPlace, preconditions: Preconditions): Promise<void> {
  await tree.remove(path, { preconditions }).catch(() => {})
}
