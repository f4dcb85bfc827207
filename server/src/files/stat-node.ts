import type { DavPath, Resource, ResourceQuestion } from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { findExtraFacts, findStateFor } from './extra-facts.ts'
import { describeMount, openMount } from './mount-points.ts'
import { resourceOf } from './node.ts'
import { locate } from './place.ts'
import { rightsIn, type View } from './view.ts'

/** What is at a path; `undefined` when nothing is. A mount point is answered from what is known about it. */
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
    return (await openMount(context, view, place.mount)).stat(place.rest, question)
  }
  if (place.kind !== 'node') return undefined
  const { node } = place
  if (node.kind === 'mount') return describeMount(context, node)
  // Whoever may only add learns nothing about what is there already.
  if (!rights.read && place.name !== '') return undefined
  const extraOf = await findExtraFacts(context, read, view, { nodes: [node] }, question, state)
  return resourceOf(node, place.name, rights, extraOf(node))
}
