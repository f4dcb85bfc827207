import type { Lock, ResourceTree } from '@isthmus/webdav'
import type { ShareActor } from '../../platform/actor.ts'
import { allRights } from '../../platform/permissions.ts'
import { tenant, withAnn } from './test-files.ts'
import { at, makeFolders, put } from './tree-talk.ts'

/** Ann has what can be locked; somebody to whom the whole of it is shared looks at the same as `other`. */
export async function withLockable() {
  const room = await withAnn()
  const { tree, files, ann } = room
  await fillLockable(tree)
  const root = await files.resolve(ann, [])
  const recipient: ShareActor = { kind: 'share', tenant, shareId: 7 }
  const other = files.nodeTree(tenant, root?.id ?? 0, allRights, recipient)
  return { ...room, other }
}

/** Makes `folder`, `folder/file`, `folder/sub`, `folder/sub/file` and `aside`. */
export async function fillLockable(tree: ResourceTree): Promise<void> {
  await makeFolders(tree, 'folder', 'folder/sub', 'aside')
  await put(tree, 'folder/file', 'file')
  await put(tree, 'folder/sub/file', 'inner')
}

/** The locks that cover a place. */
export async function locksAt(tree: ResourceTree, path: string): Promise<readonly Lock[]> {
  return (await tree.stat(at(path), { locks: true }))?.locks ?? []
}
