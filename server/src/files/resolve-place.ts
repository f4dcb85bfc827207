import type { DavPath } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { UserActor } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import { allRights } from '../platform/permissions.ts'
import type { FilesContext } from './context.ts'
import { type FilePlace, viewOf } from './file-place.ts'
import type { FileNode, FolderNode, MountNode } from './node.ts'
import { nfc } from './node-name.ts'
import { locate, mountAt } from './place.ts'
import { rightsIn } from './view.ts'

/** What a path means: something of ours, or something behind a mount, of which only the way on is known here. */
export type Resolved =
  | { readonly kind: 'node'; readonly node: FileNode | FolderNode }
  | { readonly kind: 'mount'; readonly node: MountNode; readonly rest: DavPath }

/**
 * What is at a place in the user's own space, or in a team's; `undefined` when nothing is.
 * @throws ResourceError `not-found`, for who does not belong to the team
 */
export async function resolvePlace(
  context: Pick<FilesContext, 'groupsOf'>,
  executor: Kysely<Schema>,
  actor: UserActor,
  { spaceId, path }: FilePlace,
): Promise<Resolved | undefined> {
  const view = viewOf(actor, spaceId)
  await rightsIn(context, view, executor)
  const place = await locate(executor, view, nfc(path))
  const mounted = mountAt(place)
  if (mounted !== undefined) return { kind: 'mount', node: mounted.mount, rest: mounted.rest }
  return place.kind === 'node' && place.node.kind !== 'mount' ? { kind: 'node', node: place.node } : undefined
}

/** What is at a path below a node, mounts left out; the node itself at `[]`. */
export async function resolveBelow(
  executor: Kysely<Schema>,
  actor: UserActor,
  rootId: number,
  path: DavPath,
): Promise<FileNode | FolderNode | undefined> {
  const { tenant } = actor
  const place = await locate(
    executor,
    { kind: 'subtree', tenant, actor, rootId, rights: allRights },
    nfc(path),
  )
  return place.kind === 'node' && place.node.kind !== 'mount' ? place.node : undefined
}
