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
 * fails is removed again, unless somebody else has been at work in it.
 * @throws ResourceError `not-found`, `precondition-failed`, `target-exists`, `conflict` (a folder would be replaced, or replace
 *   something, or what is in it vanished), `bad-gateway` (what arrived is not what the other side says it is),
 *   `too-large` (more than 10,000 entries), and what the two trees refuse with
 */
export async function copyAcross(
  source: SourcePlace,
  target: TargetPlace,
  options: CopyOptions,
): Promise<Copied> {
  const from = await source.tree.stat(source.path)
  if (from === undefined) throw new TreeRefusal('not-found', because('nothing-here'))
  demandPreconditions(options.preconditions, from)
  const existing = await target.tree.stat(target.path)
  if (existing !== undefined && !options.overwrite) {
    throw new TreeRefusal('target-exists', because('target-taken'))
  }
  if (existing !== undefined && (existing.kind === 'folder' || from.kind === 'folder')) {
    throw new TreeRefusal('conflict', because('folder-not-replaced'))
  }

  if (from.kind === 'file') return copyFile(source, target, options.overwrite)
  const contents = options.depth === '0' ? new Map() : await survey(source.tree, source.path)
  return copyFolder(source, target, from, contents)
}

async function copyFolder(
  source: SourcePlace,
  target: TargetPlace,
  folder: Resource,
  contents: Survey,
): Promise<Copied> {
  await target.tree.makeFolder(target.path, { preconditions: {} })
  const made = new Map<string, Pick<Resource, 'kind' | 'etag'>>()
  try {
    for (const [place, { kind, etag }] of contents) {
      const names = place.split('/')
      const from = { tree: source.tree, path: [...source.path, ...names] }
      const to = { tree: target.tree, path: [...target.path, ...names] }
      if (kind === 'file') {
        const { copy } = await copyFile(from, to, false)
        made.set(place, { kind, etag: copy.etag })
        crashPoint('between-copied-files')
      } else {
        await to.tree.makeFolder(to.path, { preconditions: {} })
        made.set(place, { kind, etag })
      }
    }
  } catch (error) {
    await undo(target, made)
    // Of the folder itself this would say that it is gone.
    if (error instanceof ResourceError && error.reason === 'not-found') throw changedMeanwhile()
    throw error
  }
  return { created: true, source: folder, contents }
}

async function copyFile(
  source: SourcePlace,
  target: TargetPlace,
  overwrite: boolean,
): Promise<Copied & { readonly copy: FileResource }> {
  const { resource, body } = await source.tree.read(source.path, {})
  const checksum = checksumOf(resource)
  try {
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
    if (!(error instanceof ResourceError) || error.reason !== 'checksum-mismatch') throw error
    throw new TreeRefusal('bad-gateway', because('peer-sent-other'))
  } finally {
    body.destroy()
  }
}

function checksumOf({ checksums = {} }: FileResource): WriteOptions['checksum'] {
  const { sha1, sha256 } = checksums
  if (sha256 !== undefined) return { algorithm: 'sha256', value: sha256 }
  return sha1 === undefined ? undefined : { algorithm: 'sha1', value: sha1 }
}

/** Removes half of a copy, provided nothing is in it but what was copied. What cannot be removed stays. */
async function undo(
  target: TargetPlace,
  made: ReadonlyMap<string, Pick<Resource, 'kind' | 'etag'>>,
): Promise<void> {
  try {
    if (!isSame(made, await survey(target.tree, target.path))) return
  } catch {
    return
  }
  await removeQuietly(target, {})
}

async function removeQuietly({ tree, path }: TargetPlace, preconditions: Preconditions): Promise<void> {
  await tree.remove(path, { preconditions }).catch(() => {})
}
