/**
 * Shares with people of this server, as the room of their mounts sees them: no secret and no message, the row is read
 * and changed directly.
 */
import { type ResourceTree } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { NodeVersions } from '../files/index.ts'
import { TreeRefusal } from '../files/index.ts'
import type { Actor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { Rights } from '../platform/permissions.ts'
import type { SharesContext } from './context.ts'
import { endSharesPassedOn } from './end-shares.ts'
import { answer } from './note-answer.ts'
import { isRecipient, rightsOfShare, rightsOfShares } from './rights-of-shares.ts'
import { isOpen, type Share } from './share.ts'
import { findShare, findSharesById, listOpenShares } from './share-repository.ts'

/** A share and what it allows at this moment; nothing when it opens nothing now, perhaps only for a while. */
export interface LocalGrant {
  readonly share: Share
  /** No answer and no change will open it again. */
  readonly over: boolean
  readonly rights?: Rights
}

/** What shares are and allow now, by id, with a handful of statements for all of them. */
export async function localGrants(
  context: SharesContext,
  executor: Kysely<Schema>,
  tenant: TenantId,
  shareIds: readonly number[],
): Promise<Map<number, LocalGrant>> {
  const shares = await findSharesById(executor, tenant, shareIds)
  const rights = await rightsOfShares(context, executor, tenant, shares)
  const now = context.clock.now()
  return new Map(
    shares.map((share) => {
      const allowed = rights.get(share.id)
      return [
        share.id,
        { share, over: !isOpen(share, now), ...(allowed === undefined ? {} : { rights: allowed }) },
      ]
    }),
  )
}

/** The open shares with a group. */
export function openSharesWith(tx: Tx, tenant: TenantId, groupId: string): Promise<Share[]> {
  return listOpenShares(tx, tenant, { recipientId: groupId })
}

/**
 * Opens a share for somebody of this server. The row is read for each request, and again in the transaction of each
 * change.
 * @returns `undefined` when it opens nothing for them now
 */
export async function openLocalShare(
  context: SharesContext,
  actor: UserActor,
  shareId: number,
): Promise<ResourceTree | undefined> {
  const opened = await open(context, actor, shareId)
  return opened && context.files.nodeTree(actor.tenant, opened.nodeId, opened.rights, actor)
}

/** The same for what its files held before. */
export async function openLocalVersions(
  context: SharesContext,
  actor: UserActor,
  shareId: number,
): Promise<NodeVersions | undefined> {
  const opened = await open(context, actor, shareId)
  return opened && context.files.nodeVersions(actor.tenant, opened.nodeId, opened.rights, actor)
}

async function open(context: SharesContext, actor: UserActor, shareId: number) {
  const { read } = context.database
  const share = await findShare(read, actor.tenant, shareId)
  if (share === undefined || (await rightsFor(context, read, share, actor.userId)) === undefined)
    return undefined
  const rights = async (executor: Kysely<Schema>): Promise<Rights> => {
    const now = await findShare(executor, actor.tenant, shareId)
    const allowed = now && (await rightsFor(context, executor, now, actor.userId))
    if (allowed === undefined) throw new TreeRefusal('not-found', because('share-over'))
    return allowed
  }
  return { nodeId: share.nodeId, rights }
}

async function rightsFor(
  context: SharesContext,
  executor: Kysely<Schema>,
  share: Share,
  userId: UserId,
): Promise<Rights | undefined> {
  if (!(await isRecipient(context, executor, share, userId))) return undefined
  return rightsOfShare(context, executor, share)
}

/**
 * Notes what somebody of this server does with a share: on the share itself when it is for them alone. Whoever leaves
 * one that is for a group takes along what they passed on of it.
 * @param actor - who acts for the recipient: themself, or the program
 */
export async function noteLocalAnswer(
  context: SharesContext,
  tx: Tx,
  actor: Actor,
  { shareId, userId, answer: given }: { shareId: number; userId: UserId; answer: 'accepted' | 'declined' },
): Promise<void> {
  const share = await findShare(tx, actor.tenant, shareId)
  if (share === undefined) return
  if (share.recipient.kind === 'user') return answer(context, tx, actor, share, given)
  if (given === 'declined') await endSharesPassedOn(context, tx, share, userId)
}
