import type { DavPath, Resource, ResourceQuestion } from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { findExtraFacts, findStateFor } from './extra-facts.ts'
import { lookAtMount, openMount, seenFromOutside } from './mount-points.ts'
import { resourceOf } from './node.ts'
import { locate } from './place.ts'
import { rightsIn, type View } from './view.ts'

/**
 * What is at a path; `undefined` when nothing is. A mount point is answered from what is known about it,
 * as far as that goes.
 */
export async function statNode(
  context: FilesContext,
  view: View,
  path: DavPath,
  question?: ResourceQuestion,
): Promise<Resource | undefined> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const state = await findStateFor(read, view, question)
  const place = await locate(read, view, path)
  if (place.kind === 'behind-mount') {
    const resource = await (await openMount(context, view, place.mount)).stat(place.rest, question)
    return resource && seenFromOutside(resource, path.slice(0, path.length - place.rest.length))
  }
  if (place.kind !== 'node') return undefined
  const { node } = place
  if (node.kind === 'mount') return lookAtMount(context, view, node, path, question)
  // Whoever may only add learns nothing about what is there already.
  if (!rights.read && place.name !== '') return undefined
  const extraOf = await findExtraFacts(context, read, view, { nodes: [node] }, question, state)
  return resourceOf(node, place.name, rights, extraOf(node))
}
