import {
  type DavPath,
  isClientProperty,
  type Resource,
  ResourceError,
  type ResourceQuestion,
  type ResourceTree,
} from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { atMountPoint, type MountNode, mountResourceOf } from './node.ts'
import type { View } from './view.ts'

/** The tree behind a mount. @throws ResourceError `unavailable` */
export async function openMount(context: FilesContext, view: View, mount: MountNode): Promise<ResourceTree> {
  if (view.kind !== 'personal') throw new Error('A mount was found in a view that shows none')
  return context.mounts().open(mount.id, view.actor)
}

/**
 * Mount points as the folder around them shows them, by node id, with one question for all of them. One that is
 * missing was removed a moment ago.
 */
export async function describeMounts(
  context: FilesContext,
  mounts: readonly MountNode[],
): Promise<Map<number, Resource>> {
  if (mounts.length === 0) return new Map()
  const facts = await context.mounts().describe(mounts.map((mount) => mount.id))
  return new Map(
    mounts.flatMap((mount) => {
      const known = facts.get(mount.id)
      return known === undefined ? [] : [[mount.id, mountResourceOf(mount, known)]]
    }),
  )
}

/** One mount point; `undefined` when it was removed a moment ago. */
export async function describeMount(context: FilesContext, mount: MountNode): Promise<Resource | undefined> {
  return (await describeMounts(context, [mount])).get(mount.id)
}

/**
 * One mount point for whoever looks at it alone. What is known of it without asking is enough, unless he wants to know
 * what only its server knows: its locks, what clients have stored, the owner's quota. A server that cannot be reached
 * does not make the mount point unavailable.
 */
export async function lookAtMount(
  context: FilesContext,
  view: View,
  mount: MountNode,
  mountPath: DavPath,
  question: ResourceQuestion | undefined,
): Promise<Resource | undefined> {
  const known = await describeMount(context, mount)
  if (known === undefined || !asksItsServer(question)) return known
  try {
    const root = await (await openMount(context, view, mount)).stat([], question)
    return root === undefined ? known : atMountPoint(mount, seenFromOutside(root, mountPath))
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'unavailable') return known
    throw error
  }
}

function asksItsServer({ locks, quota, deadProperties }: ResourceQuestion = {}): boolean {
  if (locks === true || quota === true || deadProperties === true) return true
  return typeof deadProperties === 'object' && deadProperties.some(isClientProperty)
}

/** Something behind a mount as the tree around shows it: where its locks were taken begins at the root of that tree. */
export function seenFromOutside<Kind extends Resource>(resource: Kind, mountPath: DavPath): Kind {
  const { locks = [] } = resource
  if (locks.length === 0) return resource
  return { ...resource, locks: locks.map((lock) => ({ ...lock, root: [...mountPath, ...lock.root] })) }
}
