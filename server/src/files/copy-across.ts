import {
  type CopyOptions,
  type DavPath,
  type FileResource,
  type Resource,
  ResourceError,
  type ResourceTree,
} from '@isthmus/webdav'
import { demandPreconditions } from './demand.ts'
import { type Survey, survey } from './survey.ts'

/** Where a copy comes from: a path, and as much of a tree as reading takes. */
export interface SourcePlace {
  readonly tree: Pick<ResourceTree, 'stat' | 'list' | 'read'>
  readonly path: DavPath
}

/** Where a copy goes to. */
export interface TargetPlace {
  readonly tree: Pick<ResourceTree, 'stat' | 'write' | 'makeFolder' | 'remove'>
  readonly path: DavPath
}

export interface Copied {
  readonly created: boolean
  /** The source as it was copied. */
  readonly source: Resource
  /** What was in it; empty for a file. */
  readonly contents: Survey
  /** Removes the copy again, when it replaced nothing. Never fails: what cannot be removed stays beside the source. */
  undo(): Promise<void>
}

/**
 * Copies between two trees, byte by byte, one file after the other.
 *
 * A file replaces a file, since writing one is all or nothing: when the copy fails, the old one is still there.
 * Nothing else is replaced: a folder could only be removed before its replacement is complete. A folder whose copy
 * fails is removed again.
 * @throws ResourceError `not-found`, `precondition-failed`, `conflict` (a folder would be replaced, or replace
 *   something), `too-large` (more than 10,000 entries), and what the two trees refuse with
 */
export async function copyAcross(
  source: SourcePlace,
  target: TargetPlace,
  options: CopyOptions,
): Promise<Copied> {
  const from = await source.tree.stat(source.path)
  if (from === undefined) throw new ResourceError('not-found', 'There is nothing here.')
  demandPreconditions(options.preconditions, from)
  const existing = await target.tree.stat(target.path)
  if (existing !== undefined && !options.overwrite) {
    throw new ResourceError('precondition-failed', 'There is something at the target already.')
  }
  if (existing !== undefined && (existing.kind === 'folder' || from.kind === 'folder')) {
    throw new ResourceError(
      'conflict',
      'Between two servers a folder is not replaced. Remove what is at the target first.',
    )
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
  const undo = () => removeQuietly(target)
  try {
    for (const [place, { kind }] of contents) {
      const names = place.split('/')
      const from = { tree: source.tree, path: [...source.path, ...names] }
      const to = { tree: target.tree, path: [...target.path, ...names] }
      if (kind === 'file') await copyFile(from, to, false)
      else await to.tree.makeFolder(to.path, { preconditions: {} })
    }
  } catch (error) {
    await undo()
    throw error
  }
  return { created: true, source: folder, contents, undo }
}

async function copyFile(source: SourcePlace, target: TargetPlace, overwrite: boolean): Promise<Copied> {
  const { resource, body } = await source.tree.read(source.path, {})
  try {
    const { created, resource: copy } = await target.tree.write(target.path, body, {
      // Without `overwrite`, a file that came into being meanwhile stays as it is.
      preconditions: overwrite ? {} : { ifNoneMatch: 'any' },
      length: resource.size,
      modifiedAt: resource.modifiedAt,
    })
    const undo = async () => {
      if (created) await removeQuietly(target, copy)
    }
    if (copy.size !== resource.size) {
      await undo()
      throw new ResourceError('bad-gateway', 'The other server did not keep the whole file.')
    }
    return { created, source: resource, contents: new Map(), undo }
  } finally {
    body.destroy()
  }
}

/** @param state - only while it is still in this state */
async function removeQuietly({ tree, path }: TargetPlace, state?: FileResource): Promise<void> {
  const preconditions = state === undefined ? {} : { ifMatch: [state.etag] }
  await tree.remove(path, { preconditions }).catch(() => {})
}
