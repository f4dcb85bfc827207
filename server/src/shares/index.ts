/**
 * Shares: what our people grant to others. A share is announced to the recipient's server by a job, opened by whoever
 * shows its credential, and ended by its owner or by time.
 */
import type { ResourceTree } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { NodeVersions } from '../files/index.ts'
import type { Actor, PeerActor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import { announceShare, announceShareKind } from './announce-share.ts'
import { changeShare, type ShareChange } from './change-share.ts'
import type { SharesContext } from './context.ts'
import { countShares } from './count-shares.ts'
import { createShare, type ShareOrder } from './create-share.ts'
import { describeShares, type ShareDescription } from './describe-shares.ts'
import { endSharesOfNodes, endSharesOfOwner, endSharesWithGroup, expireShares } from './end-shares.ts'
import { changeLink, type LinkChange } from './links/change-link.ts'
import { createLink, type LinkOrder } from './links/create-link.ts'
import type { LinkView } from './links/link.ts'
import { type LinkEvidence, type OpenedLink, openLink } from './links/open-link.ts'
import { showLinks } from './links/show-links.ts'
import { listShares, readShare } from './list-shares.ts'
import { listSharesOf, type SharedThing } from './list-shares-of.ts'
import {
  type LocalGrant,
  localGrants,
  noteLocalAnswer,
  openLocalShare,
  openLocalVersions,
  openSharesWith,
} from './local-share.ts'
import { type AnswerOutcome, noteAnswer, type ShareAnswer } from './note-answer.ts'
import { type OpenedShare, openShare } from './open-share.ts'
import { type Partner, partnerOf } from './partner-of.ts'
import { type FoundRecipient, lookUpRecipient } from './recipients/look-up-recipient.ts'
import { suggestRecipients } from './recipients/suggest-recipients.ts'
import type { Suggestion } from './recipients/suggestion.ts'
import { type Redemption, redeemSecret } from './redeem-secret.ts'
import { retryShare } from './retry-share.ts'
import { revokeShare } from './revoke-share.ts'
import type { Share } from './share.ts'
import type { ShareCount } from './share-count-repository.ts'
import { findSharesById } from './share-repository.ts'
import { sharesEverGiven } from './shares-ever-given.ts'
import { tellChange, tellChangeKind } from './tell-change.ts'
import { tellEndKind, tellEndOfShare } from './tell-end.ts'
import { touchSharesOf, touchSharesOfMember } from './touch-shares.ts'

export type { ShareOrder } from './create-share.ts'
export type { ShareDescription } from './describe-shares.ts'
export { accessOf, type LinkAccess, type LinkView } from './links/link.ts'
export { visitLifetime } from './links/link-visit.ts'
export type { OpenLink } from './links/open-link.ts'
export { linkPath } from './links/show-links.ts'
export type { Partner } from './partner-of.ts'
export type { FoundRecipient } from './recipients/look-up-recipient.ts'
export type { Contact, Suggestion } from './recipients/suggestion.ts'
export { nameOfRecipient, recipientKinds, type Share, shareStates } from './share.ts'

export interface Shares extends ForPeople, ForPeers, ForMounts {
  /** What was shared is gone: subscribe it to `node.deleted`. */
  endSharesOfNodes(tx: Tx, tenant: TenantId, nodeIds: readonly number[]): Promise<void>
  /** Who shared is gone: subscribe it to `user.deleted`. */
  endSharesOfOwner(tx: Tx, tenant: TenantId, owner: UserId): Promise<void>
  /** A group is no longer: subscribe it to `group.changed`. */
  endSharesWithGroup(tx: Tx, tenant: TenantId, groupId: string): Promise<void>
  /** Who shared may do something else: subscribe it to `user.disabled` and `group.changed`. */
  touchSharesOf(tx: Tx, tenant: TenantId, people: readonly UserId[]): Promise<void>
  /** The same: subscribe it to `space.member-changed`. */
  touchSharesOfMember(tx: Tx, tenant: TenantId, member: { kind: 'user' | 'group'; id: string }): Promise<void>
  /** Do it from time to time. */
  expireShares(): Promise<void>
}

interface ForPeople {
  /** Whom a user may mean who writes how a name begins, the best first. */
  suggestRecipients(actor: UserActor, question: { search: string; limit: number }): Promise<Suggestion[]>
  /** Whom a whole name or address means. @throws IsthmusError `forbidden`, `too-many-requests` */
  lookUpRecipient(actor: UserActor, text: string): Promise<FoundRecipient>
  createShare(actor: UserActor, order: ShareOrder): Promise<Share>
  listShares(actor: UserActor, page: { limit: number; before?: number }): Promise<Share[]>
  /** Those of one thing. */
  listSharesOf(
    actor: UserActor,
    thing: SharedThing,
    page: { limit: number; before?: number },
  ): Promise<Share[]>
  readShare(actor: UserActor, shareId: number): Promise<Share>
  /** Whom all shares of a node are or were for that the user owns or has made, by the id of the share. */
  sharesEverGiven(actor: UserActor, nodeId: number): Promise<Map<number, string>>
  /** How many shares stand of nodes, by node id; those without any are missing. */
  countShares(actor: UserActor, nodeIds: readonly number[]): Promise<Map<number, ShareCount>>
  /** What the user sees of shares that they decide over, by the id of the share. */
  describeShares(actor: UserActor, shares: readonly Share[]): Promise<Map<number, ShareDescription>>
  /** Tries again, now, to tell another server of a share. */
  retryShare(actor: UserActor, shareId: number): Promise<Share>
  changeShare(actor: UserActor, shareId: number, change: ShareChange): Promise<Share>
  revokeShare(actor: UserActor, shareId: number): Promise<void>
  createLink(actor: UserActor, order: LinkOrder): Promise<Share>
  changeLink(actor: UserActor, shareId: number, change: LinkChange): Promise<Share>
  /** What only links have, of those among some shares that the user made, by the id of the share. */
  showLinks(actor: UserActor, shares: readonly Share[]): Promise<Map<number, LinkView>>
  openLink(tenant: TenantId, token: string, evidence: LinkEvidence): Promise<OpenedLink>
}

interface ForPeers {
  /** Shares by their ids, as far as they exist; for who looks after messages about them. */
  sharesById(tenant: TenantId, shareIds: readonly number[]): Promise<Share[]>
  noteAnswer(actor: PeerActor, answer: ShareAnswer): Promise<AnswerOutcome>
  redeemSecret(actor: PeerActor, sharedSecret: string): Promise<Redemption>
  openShare(tenant: TenantId, shareId: string | undefined, credential: string): Promise<OpenedShare>
  partnerOf(
    tenant: TenantId,
    named: { providerId: string; sharedSecret?: string },
  ): Promise<Partner | undefined>
}

/** For the places that people of this server have in shares with them. */
interface ForMounts {
  localGrants(
    executor: Kysely<Schema>,
    tenant: TenantId,
    shareIds: readonly number[],
  ): Promise<Map<number, LocalGrant>>
  openSharesWith(tx: Tx, tenant: TenantId, groupId: string): Promise<Share[]>
  openLocalShare(actor: UserActor, shareId: number): Promise<ResourceTree | undefined>
  openLocalVersions(actor: UserActor, shareId: number): Promise<NodeVersions | undefined>
  noteLocalAnswer(
    tx: Tx,
    actor: Actor,
    answer: { shareId: number; userId: UserId; answer: 'accepted' | 'declined' },
  ): Promise<void>
}

/** The kinds of jobs that tell other servers of shares. */
export const shareDeliveries = [announceShareKind, tellChangeKind, tellEndKind] as const

/** Makes the room and registers its jobs. */
export function createShares(context: SharesContext): Shares {
  context.jobs.handle(announceShareKind, announceShare(context))
  context.jobs.handle(tellChangeKind, tellChange(context))
  context.jobs.handle(tellEndKind, tellEndOfShare(context))
  return {
    suggestRecipients: (actor, question) => suggestRecipients(context, actor, question),
    lookUpRecipient: (actor, text) => lookUpRecipient(context, actor, text),
    createShare: (actor, order) => createShare(context, actor, order),
    listShares: (actor, page) => listShares(context, actor, page),
    sharesEverGiven: (actor, nodeId) => sharesEverGiven(context, actor, nodeId),
    countShares: (actor, nodeIds) => countShares(context, actor, nodeIds),
    listSharesOf: (actor, thing, page) => listSharesOf(context, actor, thing, page),
    describeShares: (actor, of) => describeShares(context, actor, of),
    retryShare: (actor, shareId) => retryShare(context, actor, shareId),
    readShare: (actor, shareId) => readShare(context, actor, shareId),
    changeShare: (actor, shareId, change) => changeShare(context, actor, shareId, change),
    revokeShare: (actor, shareId) => revokeShare(context, actor, shareId),
    createLink: (actor, order) => createLink(context, actor, order),
    changeLink: (actor, shareId, change) => changeLink(context, actor, shareId, change),
    showLinks: (actor, of) => showLinks(context, actor, of),
    openLink: (tenant, token, evidence) => openLink(context, tenant, token, evidence),
    sharesById: (tenant, shareIds) => findSharesById(context.database.read, tenant, shareIds),
    noteAnswer: (actor, answer) => noteAnswer(context, actor, answer),
    redeemSecret: (actor, sharedSecret) => redeemSecret(context, actor, sharedSecret),
    openShare: (tenant, shareId, credential) => openShare(context, tenant, shareId, credential),
    partnerOf: (tenant, named) => partnerOf(context, tenant, named),
    endSharesOfNodes: (tx, tenant, nodeIds) => endSharesOfNodes(context, tx, tenant, nodeIds),
    endSharesOfOwner: (tx, tenant, owner) => endSharesOfOwner(context, tx, tenant, owner),
    endSharesWithGroup: (tx, tenant, groupId) => endSharesWithGroup(context, tx, tenant, groupId),
    touchSharesOf: (tx, tenant, people) => touchSharesOf(context, tx, tenant, people),
    touchSharesOfMember: (tx, tenant, member) => touchSharesOfMember(context, tx, tenant, member),
    localGrants: (executor, tenant, shareIds) => localGrants(context, executor, tenant, shareIds),
    openSharesWith,
    openLocalShare: (actor, shareId) => openLocalShare(context, actor, shareId),
    openLocalVersions: (actor, shareId) => openLocalVersions(context, actor, shareId),
    noteLocalAnswer: (tx, actor, answer) => noteLocalAnswer(context, tx, actor, answer),
    expireShares: () => expireShares(context),
  }
}
