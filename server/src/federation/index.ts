/**
 * Federation: who the other servers are, whether they are who they say, what they may do, and how messages reach them.
 * Other rooms decide what to say; this one carries it.
 */
import type {
  Discovery,
  DiscoveryDocument,
  IncomingRequest,
  JwkSet,
  LegacyDiscoveryDocument,
  PeerHost,
  ShareOffer,
  TokenExchange,
} from '@isthmus/ocm'
import type { Tenant } from '../accounts/index.ts'
import type { Actor, TenantId, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import {
  type AccessTokenClaims,
  type AccessTokenOrder,
  issueAccessToken,
  verifyAccessToken,
} from './access-token.ts'
import { type BlockScope, blockSender, listBlocked, unblockSender } from './block-sender.ts'
import { type BlockedSender, deleteBlockedSendersOf } from './blocked-sender-repository.ts'
import type { FederationContext } from './context.ts'
import type { DeliveryOutcome } from './delivery-outcome.ts'
import { inspectPeer, type PeerInspection } from './inspect-peer.ts'
import { knownAmong } from './known-among.ts'
import { type KnownPeer, listPeers, type PeerDetails, readPeer } from './list-peers.ts'
import { createLookUpPeer, type LookUpPeer } from './look-up-peer.ts'
import { ownDiscoveryDocument, ownLegacyDiscoveryDocument } from './own-documents.ts'
import { createPeerDirectory, type Discovered } from './peer-directory.ts'
import { putKnownPeer } from './peer-repository.ts'
import { isBlockedPeer, type PeerRule } from './peer-rule-repository.ts'
import { forgetOldCounts } from './request-limits.ts'
import { describeSigningKeys, rotateSigningKey, type SigningKeyView } from './rotate-signing-key.ts'
import {
  exchangeToken,
  type NotificationOrder,
  negotiate,
  sendNotification,
  sendShare,
  type Terms,
} from './send-to-peer.ts'
import { clearPeerRule, forgetPeer, setPeerRule } from './set-peer-rule.ts'
import { createSigningKeys } from './signing-keys.ts'
import { decideTrust, type TrustDecision, type TrustQuestion } from './trust.ts'
import type { Unwanted } from './unwanted.ts'
import { type PeerVerification, type VerifyPeerOptions, verifyPeer } from './verify-peer.ts'

export { afterNotification, type DeliveryOutcome, sendAgain } from './delivery-outcome.ts'
export { type Lamp, lampOf, lampReasons } from './lamp-of.ts'
export type { KnownPeer, PeerDetails } from './list-peers.ts'
export type { PeerLookup } from './look-up-peer.ts'
export { webdavPath } from './own-documents.ts'
export { findKnownPeers } from './peer-repository.ts'
export type { SigningKeyView } from './rotate-signing-key.ts'
export { findSealedKeys } from './signing-key-repository.ts'
export { type RefusalReason, strangerReasons } from './trust.ts'
export type { VerifyPeerOptions } from './verify-peer.ts'

export interface Federation {
  /** Our own discovery document. */
  discoveryDocument(tenant: Tenant): Promise<DiscoveryDocument>
  legacyDiscoveryDocument(tenant: Tenant): Promise<LegacyDiscoveryDocument>
  /** Our own public keys. */
  jwks(tenant: TenantId): Promise<JwkSet>
  /**
   * Opens the key that signs for a tenant; the first is made.
   * @throws IsthmusError `sealed-value-unreadable`, when the key file is not the one of this database
   */
  prepareKeys(tenant: TenantId): Promise<void>

  /** Our keys, newest first. @throws IsthmusError `forbidden` */
  describeSigningKeys(actor: Actor): Promise<SigningKeyView[]>
  /** A new key takes the place of the one that signs. @throws IsthmusError `forbidden`, `conflict` */
  rotateSigningKey(actor: Actor, order: { immediately: boolean }): Promise<SigningKeyView>

  discover(host: PeerHost, options?: { fresh?: boolean }): Promise<Discovered>
  verifyPeer(
    tenant: TenantId,
    request: IncomingRequest,
    claimedHost: PeerHost,
    options: VerifyPeerOptions,
  ): Promise<PeerVerification>
  decide(tenant: TenantId, question: TrustQuestion): Promise<TrustDecision>
  /** Somebody of the tenant made contact: the policy `known` asks for it. */
  markKnown(tx: Tx, tenant: TenantId, host: PeerHost, how: 'share-sent' | 'share-accepted'): Promise<void>
  inspectPeer(tenant: TenantId, host: PeerHost): Promise<PeerInspection>
  /** What a user should know of a server before sharing with it. @throws IsthmusError `too-many-requests` */
  readonly lookUp: LookUpPeer

  /** Those of some servers that somebody here has dealt with, or that an administrator allows. */
  knownAmong(tenant: TenantId, hosts: readonly PeerHost[]): Promise<ReadonlySet<PeerHost>>
  /** What is remembered of other servers. @throws IsthmusError `forbidden` */
  listPeers(actor: Actor): Promise<KnownPeer[]>
  /** @throws IsthmusError `forbidden`, `not-found` */
  readPeer(actor: Actor, host: PeerHost): Promise<PeerDetails>
  /** Allows or blocks a server. @throws IsthmusError `forbidden`, `validation-failed` */
  setPeerRule(actor: Actor, host: PeerHost, rule: Pick<PeerRule, 'rule' | 'note'>): Promise<PeerRule>
  /** @throws IsthmusError `forbidden` */
  clearPeerRule(actor: Actor, host: PeerHost): Promise<void>
  /** As if nobody here had ever dealt with it. @throws IsthmusError `forbidden` */
  forgetPeer(actor: Actor, host: PeerHost): Promise<void>
  /** Whether an administrator of the tenant wants nothing of a server. */
  isBlocked(tenant: TenantId, host: PeerHost): Promise<boolean>

  /** @throws IsthmusError `forbidden` */
  listBlockedSenders(actor: Actor, scope: BlockScope): Promise<BlockedSender[]>
  /** @throws IsthmusError `forbidden` */
  blockSender(actor: Actor, sender: Unwanted, scope: BlockScope): Promise<void>
  /** @throws IsthmusError `forbidden` */
  unblockSender(actor: Actor, sender: Unwanted, scope: BlockScope): Promise<void>
  /** Who had blocked senders is gone: subscribe it to `user.deleted`. */
  forgetBlocksOf(tx: Tx, user: UserId): Promise<void>
  /** Do it from time to time. */
  forgetOldCounts(): Promise<void>

  negotiate(host: PeerHost, share: { resourceKind: 'file' | 'folder' }): Promise<Terms>
  /** @param share.discovery - of the peer, from the terms that were negotiated */
  sendShare(
    tenant: TenantId,
    share: { discovery: Discovery; offer: ShareOffer; signal: AbortSignal },
  ): Promise<DeliveryOutcome>
  sendNotification(
    tenant: TenantId,
    host: PeerHost,
    message: { notification: NotificationOrder; signal: AbortSignal },
  ): Promise<DeliveryOutcome>
  exchangeToken(tenant: TenantId, discovery: Discovery, sharedSecret: string): Promise<TokenExchange>

  issueAccessToken(tenant: TenantId, order: AccessTokenOrder): Promise<string>
  verifyAccessToken(tenant: TenantId, token: string): Promise<AccessTokenClaims | undefined>
}

export function createFederation(context: FederationContext): Federation {
  const directory = createPeerDirectory(context)
  const keys = createSigningKeys(context)
  const sending = { context, directory, keys }
  return {
    discoveryDocument: (tenant) => ownDiscoveryDocument(context, tenant),
    legacyDiscoveryDocument: (tenant) => ownLegacyDiscoveryDocument(context, tenant),
    jwks: (tenant) => keys.published(tenant),
    async prepareKeys(tenant) {
      await keys.active(tenant)
    },
    describeSigningKeys: (actor) => describeSigningKeys(context, actor),
    rotateSigningKey: (actor, order) => rotateSigningKey(context, actor, order),
    discover: (host, options) => directory.discover(host, options),
    verifyPeer: (tenant, request, claimedHost, options) =>
      verifyPeer(context, directory, tenant, request, claimedHost, options),
    decide: (tenant, question) => decideTrust(context, tenant, question),
    markKnown: (tx, tenant, host, how) => putKnownPeer(tx, tenant, host, how, context.clock.now()),
    lookUp: createLookUpPeer(context, directory),
    inspectPeer: (tenant, host) => inspectPeer(context, directory, keys, tenant, host),
    knownAmong: (tenant, hosts) => knownAmong(context, tenant, hosts),
    listPeers: (actor) => listPeers(context, actor),
    readPeer: (actor, host) => readPeer(context, actor, host),
    setPeerRule: (actor, host, rule) => setPeerRule(context, actor, host, rule),
    clearPeerRule: (actor, host) => clearPeerRule(context, actor, host),
    forgetPeer: (actor, host) => forgetPeer(context, actor, host),
    isBlocked: (tenant, host) => isBlockedPeer(context.database.read, tenant, host),
    listBlockedSenders: (actor, scope) => listBlocked(context, actor, scope),
    blockSender: (actor, sender, scope) => blockSender(context, actor, sender, scope),
    unblockSender: (actor, sender, scope) => unblockSender(context, actor, sender, scope),
    forgetBlocksOf: (tx, user) => deleteBlockedSendersOf(tx, user),
    forgetOldCounts: () => forgetOldCounts(context),
    negotiate: (host, share) => negotiate(sending, host, share),
    sendShare: (tenant, share) => sendShare(sending, tenant, share),
    sendNotification: (tenant, host, message) => sendNotification(sending, tenant, host, message),
    exchangeToken: (tenant, discovery, secret) => exchangeToken(sending, tenant, discovery, secret),
    issueAccessToken: (tenant, order) => issueAccessToken(context, keys, tenant, order),
    verifyAccessToken: (tenant, token) => verifyAccessToken(context, keys, tenant, token),
  }
}
