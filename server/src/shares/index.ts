/**
 * Shares: what our people grant to others. A share is announced to the recipient's server by a job, opened by whoever
 * shows its credential, and ended by its owner or by time.
 */
import type { PeerActor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import { announceShare, announceShareKind } from './announce-share.ts'
import type { SharesContext } from './context.ts'
import { createShare, type ShareOrder } from './create-share.ts'
import { endShareKind, tellEndOfShare } from './end-share.ts'
import { expireShares } from './expire-shares.ts'
import { listShares, readShare } from './list-shares.ts'
import { type AnswerOutcome, noteAnswer, type ShareAnswer } from './note-answer.ts'
import { type OpenedShare, openShare } from './open-share.ts'
import { type Partner, partnerOf } from './partner-of.ts'
import { type Redemption, redeemSecret } from './redeem-secret.ts'
import { endSharesOfNodes, endSharesOfOwner, revokeShare } from './revoke-share.ts'
import type { Share } from './share.ts'

export type { ShareOrder } from './create-share.ts'
export type { Partner } from './partner-of.ts'
export { nameOfRecipient, recipientKinds, type Share, shareStates } from './share.ts'

export interface Shares {
  createShare(actor: UserActor, order: ShareOrder): Promise<Share>
  listShares(actor: UserActor, page: { limit: number; before?: number }): Promise<Share[]>
  readShare(actor: UserActor, shareId: number): Promise<Share>
  revokeShare(actor: UserActor, shareId: number): Promise<void>
  noteAnswer(actor: PeerActor, answer: ShareAnswer): Promise<AnswerOutcome>
  redeemSecret(actor: PeerActor, sharedSecret: string): Promise<Redemption>
  openShare(tenant: TenantId, shareId: string, credential: string): Promise<OpenedShare>
  partnerOf(
    tenant: TenantId,
    named: { providerId: string; sharedSecret?: string },
  ): Promise<Partner | undefined>
  /** What was shared is gone: subscribe it to `node.deleted`. */
  endSharesOfNodes(tx: Tx, tenant: TenantId, nodeIds: readonly number[]): Promise<void>
  /** Who shared is gone: subscribe it to `user.deleted`. */
  endSharesOfOwner(tx: Tx, tenant: TenantId, owner: UserId): Promise<void>
  /** Do it from time to time. */
  expireShares(): Promise<void>
}

/** Makes the room and registers its jobs. */
export function createShares(context: SharesContext): Shares {
  context.jobs.handle(announceShareKind, announceShare(context))
  context.jobs.handle(endShareKind, tellEndOfShare(context))
  return {
    createShare: (actor, order) => createShare(context, actor, order),
    listShares: (actor, page) => listShares(context, actor, page),
    readShare: (actor, shareId) => readShare(context, actor, shareId),
    revokeShare: (actor, shareId) => revokeShare(context, actor, shareId),
    noteAnswer: (actor, answer) => noteAnswer(context, actor, answer),
    redeemSecret: (actor, sharedSecret) => redeemSecret(context, actor, sharedSecret),
    openShare: (tenant, shareId, credential) => openShare(context, tenant, shareId, credential),
    partnerOf: (tenant, named) => partnerOf(context, tenant, named),
    endSharesOfNodes: (tx, tenant, nodeIds) => endSharesOfNodes(context, tx, tenant, nodeIds),
    endSharesOfOwner: (tx, tenant, owner) => endSharesOfOwner(context, tx, tenant, owner),
    expireShares: () => expireShares(context),
  }
}
