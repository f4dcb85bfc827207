import type { FilePlace } from '../files/index.ts'
import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import type { SharesContext } from './context.ts'
import type { Share } from './share.ts'
import { findShare, listSharesOfNode } from './share-repository.ts'

/** The thing whose shares are meant: by its place among the user's files, or by its id. */
export type SharedThing = FilePlace | number

/**
 * The shares of one thing that a user decides over, newest first: what they share of it themselves, and what others pass
 * on of what is theirs. What was taken back or has expired is left out; of one recipient only the last share that is
 * over is shown, and none when there is a newer one.
 * @throws IsthmusError `node-not-found`; ResourceError `not-found` for who does not belong to the team
 */
export async function listSharesOf(
  context: SharesContext,
  actor: UserActor,
  thing: SharedThing,
  page: { limit: number; before?: number },
): Promise<Share[]> {
  const nodeId = await nodeOf(context, actor, thing)
  if (nodeId === undefined) return []
  return listSharesOfNode(context.database.read, {
    ...page,
    nodeId,
    tenant: actor.tenant,
    user: actor.userId,
  })
}

/** @returns `undefined` for what is on another server: only its owner can share it */
async function nodeOf(
  context: SharesContext,
  actor: UserActor,
  thing: SharedThing,
): Promise<number | undefined> {
  const { files, database } = context
  if (typeof thing === 'number') {
    const node = await files.node(actor.tenant, thing)
    return node?.kind === 'mount' ? nodeBehind(context, actor, node.id, []) : thing
  }
  const found = await files.resolvePlace(database.read, actor, thing)
  if (found === undefined) throw fault('node-not-found')
  return found.kind === 'mount' ? nodeBehind(context, actor, found.node.id, found.rest) : found.node.id
}

async function nodeBehind(
  { localShareAt, files, database: { read } }: SharesContext,
  actor: UserActor,
  mountId: number,
  rest: readonly string[],
): Promise<number | undefined> {
  const shareId = await localShareAt(read, mountId)
  const share = shareId === undefined ? undefined : await findShare(read, actor.tenant, shareId)
  return share && (await files.resolveBelow(read, actor, share.nodeId, rest))?.id
}
