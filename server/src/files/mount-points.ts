import type { Resource, ResourceTree } from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { type MountNode, mountResourceOf } from './node.ts'
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
