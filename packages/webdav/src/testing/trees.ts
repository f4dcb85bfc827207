import type { DavPath, ResourceRights, ResourceTree } from '../resource-tree.ts'
import { createInMemoryTree } from './in-memory-tree.ts'

/** Wed, 09 Sep 2026 12:00:00 GMT */
export const testNow = 1_788_955_200_000

export function treeOf(
  files: Record<string, string>,
  rightsOf?: (path: DavPath) => ResourceRights,
): ResourceTree {
  return createInMemoryTree({ now: () => testNow, files, ...(rightsOf === undefined ? {} : { rightsOf }) })
}

/** The same tree, which stores no properties, knows no locks and keeps no account of changes. */
export function withoutExtras(tree: ResourceTree): ResourceTree {
  const { patchProperties: _patch, locking: _locking, changes: _changes, ...plain } = tree
  return plain
}

export const readOnly: ResourceRights = {
  read: true,
  update: false,
  create: false,
  delete: false,
  share: false,
}
