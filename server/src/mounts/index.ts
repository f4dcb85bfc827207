/**
 * Mounts: what others grant to our people. A received share waits in the inbox; accepted, it has a place in the
 * user's tree, where it is worked with live at its server, and listed without asking it.
 */
import type { ShareCreation } from '@isthmus/ocm'
import type { DavPath } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { MountPort } from '../files/index.ts'
import type { PeerActor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import type { Contact, Partner } from '../shares/index.ts'
import { acceptShare } from './accept-share.ts'
import { answerShare, answerShareKind } from './answer-share.ts'
import { type ChangeNotice, changeReceivedShare } from './change-received-share.ts'
import { listContacts } from './contact-repository.ts'
import type { MountsContext } from './context.ts'
import { declinePending, declineShare, leaveRemovedMount, leaveShares } from './decline-share.ts'
import { describeMounts } from './describe-mounts.ts'
import { describeSources } from './describe-sources.ts'
import { endOffers, endOffersKind, endOtherOffers, followGroup } from './end-offers.ts'
import { endReceivedShare, expireReceivedShares } from './end-received-share.ts'
import { countPendingItems, type InboxItem, type InboxPage, listInbox, readInboxItem } from './inbox.ts'
import type { InboxRules } from './inbox-rules.ts'
import { changeInboxRules, readInboxRules } from './keep-inbox-rules.ts'
import { type LastListing, lastListing } from './last-listing.ts'
import { findLocalMounts, listLocalMountsOfShares, listMountsOfNodes } from './local-mount-repository.ts'
import type { MountSource } from './mount-source-repository.ts'
import { offerShare, offerShareKind, offerShareToOthers } from './offer-share.ts'
import { openMount } from './open-mount.ts'
import { partnerOf } from './partner-of.ts'
import { createPeerCircuit } from './peer-circuit.ts'
import { createPeerCredentials } from './peer-credentials.ts'
import { placesOfShares } from './places-of-shares.ts'
import { probeMounts } from './probe-mounts.ts'
import { type Reception, receiveShare } from './receive-share.ts'
import type { ReceivedShare } from './received-share.ts'
import { findReceivedSharesById } from './received-share-repository.ts'
import { createRequestsOfUsers } from './requests-of-users.ts'
import { retryMount } from './retry-mount.ts'
import { type ReceivedSearch, searchReceived } from './search-received.ts'
import { createShareAddresses } from './share-addresses.ts'
import { type SharedFile, sharedFile } from './shared-file.ts'
import type { NamingOutcome, ShareNaming } from './shares-meant.ts'

export { type InboxItem, idOfItem } from './inbox.ts'
export { type InboxRules, inboxRuleValues } from './inbox-rules.ts'
export type { ReceptionRefusal } from './receive-share.ts'
export { receivedShareStates } from './received-share.ts'
export { ClosedPeer } from './resource-error-of.ts'
export { type ReceivedSearch } from './search-received.ts'
export type { SharedFile } from './shared-file.ts'

export interface Mounts {
  receiveShare(actor: PeerActor, share: ShareCreation): Promise<Reception>
  changeReceivedShare(actor: PeerActor, notice: ChangeNotice): Promise<NamingOutcome>
  endReceivedShare(actor: PeerActor, notice: ShareNaming): Promise<NamingOutcome>
  partnerOf(
    tenant: TenantId,
    named: { providerId: string; sharedSecret?: string },
  ): Promise<Partner | undefined>

  /** Received shares by their ids, as far as they exist; for who looks after messages about them. */
  receivedSharesById(tenant: TenantId, ids: readonly number[]): Promise<ReceivedShare[]>
  listInbox(actor: UserActor, page: InboxPage): Promise<InboxItem[]>
  /** How many items wait for the user's answer. */
  countPending(actor: UserActor): Promise<number>
  readInboxItem(actor: UserActor, id: number): Promise<InboxItem>
  acceptShare(actor: UserActor, id: number): Promise<InboxItem>
  declineShare(actor: UserActor, id: number): Promise<InboxItem>
  /** Asks the server of an accepted share now whether it is there again. */
  retryMount(actor: UserActor, id: number): Promise<InboxItem>
  lastListing(actor: UserActor, id: number, path: DavPath): Promise<LastListing>

  /** Finds by name in all that others share with a user; other clouds are asked for some seconds. */
  searchReceived(actor: UserActor, query: { text: string; limit: number }): Promise<ReceivedSearch>

  /** Who shares what is mounted, by node id of the mounts. */
  sourcesOf(nodeIds: readonly number[]): Promise<Map<number, MountSource>>

  /**
   * A request of a user begins that may look at files: the mounts of active users are probed.
   * @param actor - made for this request alone; whoever shows it again is meant
   * @param left - aborted when whoever waits for the answer has left: then other servers need not go on with it
   */
  beginRequest(actor: UserActor, left: AbortSignal): void

  readInboxRules(actor: UserActor): Promise<InboxRules>
  changeInboxRules(actor: UserActor, change: Partial<InboxRules>): Promise<InboxRules>

  /** Somebody here shares something: subscribe it to `share.created`. */
  offerShare(tx: Tx, tenant: TenantId, shareId: number): Promise<void>
  /** It allows something else: subscribe it to `share.changed`. */
  touchShare(tx: Tx, shareId: number): Promise<void>
  /** It is over: subscribe it to `share.ended`. */
  endOffers(tx: Tx, tenant: TenantId, shareId: number): Promise<void>
  /** Who is in a group has changed: subscribe it to `group.changed`, after the shares with it have ended. */
  followGroup(
    tx: Tx,
    group: { tenant: TenantId; groupId: string; joined: readonly UserId[]; left: readonly UserId[] },
  ): Promise<void>
  /** Something in these nodes has changed: subscribe it to `node.changed`. */
  touchMountsOf(tx: Tx, nodeIds: readonly number[]): Promise<void>
  /** Who on other servers shares something that the user has accepted, the last one first. */
  contactsOf(actor: UserActor, limit: number): Promise<Contact[]>
  /** Where a user has shares of people on this server, by share id; those that have no place are missing. */
  placesOfShares(user: UserId, shareIds: readonly number[]): Promise<Map<number, DavPath>>
  /** What somebody on this server shares with a user, by its id; `undefined` when no share opens it. */
  sharedFile(actor: UserActor, nodeId: number): Promise<SharedFile | undefined>
  /** Which share of this server is mounted at a node. */
  localShareAt(executor: Kysely<Schema>, nodeId: number): Promise<number | undefined>

  /** Who received shares is gone: subscribe it to `user.deleted`. */
  leaveShares(tx: Tx, tenant: TenantId, user: UserId): Promise<void>

  /** Nothing is wanted of a server any more: subscribe it to `peer.blocked`. */
  declineFromPeer(tx: Tx, tenant: TenantId, host: string): Promise<void>
  /** The same of one sender, or of `@` and a server, for one user or everybody: subscribe it to `sender.blocked`. */
  declineFromSender(tx: Tx, tenant: TenantId, sender: { address: string; user?: UserId }): Promise<void>

  /** Do it from time to time. */
  expireReceivedShares(): Promise<void>
  /**
   * Asks, in the background, whether something has changed in active users' mounts. Do it from time to time.
   * @param signal - ends it
   */
  probe(signal?: AbortSignal): Promise<void>

  /** What `files` asks of mounts. */
  readonly port: MountPort
}

/** The kind of jobs that tell other servers what their shares have been answered. */
export const answerDelivery = answerShareKind

/** Makes the room and registers its jobs. */
export function createMounts(context: MountsContext): Mounts {
  const access = {
    circuit: createPeerCircuit(context.clock),
    credentials: createPeerCredentials(context),
    addresses: createShareAddresses(context.clock),
  }
  const requests = createRequestsOfUsers(context.clock)
  context.metrics.peersInTrouble.read(() => [{ labels: {}, value: access.circuit.inTrouble }])
  context.jobs.handle(answerShareKind, answerShare(context))
  context.jobs.handle(offerShareKind, offerShareToOthers(context))
  context.jobs.handle(endOffersKind, endOtherOffers(context))
  const touch = async (tx: Tx, mounts: readonly { nodeId: number }[]): Promise<void> => {
    if (mounts.length > 0)
      await context.files.touchMounts(
        tx,
        mounts.map(({ nodeId }) => nodeId),
      )
  }
  return {
    receiveShare: (actor, share) => receiveShare(context, actor, share),
    changeReceivedShare: (actor, notice) => changeReceivedShare(context, actor, notice),
    endReceivedShare: (actor, notice) => endReceivedShare(context, actor, notice),
    partnerOf: (tenant, named) => partnerOf(context, tenant, named),
    receivedSharesById: (tenant, ids) => findReceivedSharesById(context.database.read, tenant, ids),
    listInbox: (actor, page) => listInbox(context, actor, page),
    countPending: (actor) => countPendingItems(context, actor),
    readInboxItem: (actor, id) => readInboxItem(context, actor, id),
    acceptShare(actor, id) {
      // What is new is probed soon: until then a listing of the parent knows nothing of it.
      requests.sawUser(actor.userId)
      return acceptShare(context, actor, id)
    },
    declineShare: (actor, id) => declineShare(context, actor, id),
    retryMount: (actor, id) => retryMount(context, access, actor, id),
    lastListing: (actor, id, path) => lastListing(context, actor, id, path),
    searchReceived: (actor, query) => searchReceived(context, access, actor, query, requests.signalOf(actor)),
    sourcesOf: (nodeIds) => describeSources(context, nodeIds),
    readInboxRules: (actor) => readInboxRules(context, actor),
    changeInboxRules: (actor, change) => changeInboxRules(context, actor, change),
    offerShare: (tx, tenant, shareId) => offerShare(context, tx, tenant, shareId),
    touchShare: async (tx, shareId) => touch(tx, await listLocalMountsOfShares(tx, [shareId])),
    endOffers: (tx, tenant, shareId) => endOffers(context, tx, tenant, shareId),
    followGroup: (tx, group) => followGroup(context, tx, group),
    touchMountsOf: async (tx, nodeIds) => touch(tx, await listMountsOfNodes(tx, nodeIds)),
    localShareAt: async (executor, nodeId) => (await findLocalMounts(executor, [nodeId]))[0]?.shareId,
    placesOfShares: (user, shareIds) => placesOfShares(context, user, shareIds),
    contactsOf: ({ tenant, userId }, limit) => listContacts(context.database.read, tenant, userId, limit),
    sharedFile: (actor, nodeId) => sharedFile(context, actor, nodeId),
    beginRequest: (actor, left) => requests.begin(actor, left),
    leaveShares: (tx, tenant, user) => leaveShares(context, tx, tenant, user),
    declineFromPeer: (tx, tenant, peer) => declinePending(context, tx, tenant, { peer }),
    declineFromSender: (tx, tenant, { address, ...whose }) =>
      declinePending(context, tx, tenant, {
        ...(address.startsWith('@') ? { peer: address.slice(1) } : { sender: address }),
        ...whose,
      }),
    expireReceivedShares: () => expireReceivedShares(context),
    probe: (signal = new AbortController().signal) =>
      probeMounts(context, access, requests.activeIn(activeFor), signal),
    port: {
      describe: (nodeIds) => describeMounts(context, nodeIds),
      open: (nodeId, actor) => openMount(context, access, nodeId, actor, requests.signalOf(actor)),
      removed: (tx, nodeId, actor) => leaveRemovedMount(context, tx, nodeId, actor),
    },
  }
}

/** A user counts as active for this long after the last request, in milliseconds. */
const activeFor = 2 * 60_000
