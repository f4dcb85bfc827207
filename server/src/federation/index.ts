/**
 * Federation: who the other servers are, whether they are who they say, what they may do, and how messages reach them.
 * Other rooms decide what to say; this one carries it.
 */
import type {
  Discovery,
  DiscoveryDocument,
  IncomingRequest,
  JwkSet,
  PeerHost,
  ShareOffer,
  TokenExchange,
} from '@isthmus/ocm'
import type { Tenant } from '../accounts/index.ts'
import type { TenantId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import {
  type AccessTokenClaims,
  type AccessTokenOrder,
  issueAccessToken,
  verifyAccessToken,
} from './access-token.ts'
import type { FederationContext } from './context.ts'
import type { DeliveryOutcome } from './delivery-outcome.ts'
import { inspectPeer, type PeerInspection } from './inspect-peer.ts'
import { ownDiscoveryDocument } from './own-documents.ts'
import { createPeerDirectory, type Discovered } from './peer-directory.ts'
import { putKnownPeer } from './peer-repository.ts'
import {
  exchangeToken,
  type NotificationOrder,
  negotiate,
  sendNotification,
  sendShare,
  type Terms,
} from './send-to-peer.ts'
import { createSigningKeys } from './signing-keys.ts'
import { decideTrust, type TrustDecision, type TrustQuestion } from './trust.ts'
import { type PeerVerification, type VerifyPeerOptions, verifyPeer } from './verify-peer.ts'

export { afterNotification, type DeliveryOutcome, sendAgain } from './delivery-outcome.ts'
export { webdavPath } from './own-documents.ts'
export { findKnownPeers } from './peer-repository.ts'
export type { VerifyPeerOptions } from './verify-peer.ts'

export interface Federation {
  /** Our own discovery document. */
  discoveryDocument(tenant: Tenant): DiscoveryDocument
  /** Our own public keys. */
  jwks(tenant: TenantId): Promise<JwkSet>
  /**
   * Opens the key that signs for a tenant; the first is made.
   * @throws IsthmusError `sealed-value-unreadable`, when the key file is not the one of this database
   */
  prepareKeys(tenant: TenantId): Promise<void>

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
    discoveryDocument: (tenant) => ownDiscoveryDocument(context.settings, tenant),
    jwks: (tenant) => keys.published(tenant),
    async prepareKeys(tenant) {
      await keys.active(tenant)
    },
    discover: (host, options) => directory.discover(host, options),
    verifyPeer: (tenant, request, claimedHost, options) =>
      verifyPeer(context, directory, tenant, request, claimedHost, options),
    decide: (tenant, question) => decideTrust(context, tenant, question),
    markKnown: (tx, tenant, host, how) => putKnownPeer(tx, tenant, host, how, context.clock.now()),
    inspectPeer: (tenant, host) => inspectPeer(context, directory, tenant, host),
    negotiate: (host, share) => negotiate(sending, host, share),
    sendShare: (tenant, share) => sendShare(sending, tenant, share),
    sendNotification: (tenant, host, message) => sendNotification(sending, tenant, host, message),
    exchangeToken: (tenant, discovery, secret) => exchangeToken(sending, tenant, discovery, secret),
    issueAccessToken: (tenant, order) => issueAccessToken(context, keys, tenant, order),
    verifyAccessToken: (tenant, token) => verifyAccessToken(context, keys, tenant, token),
  }
}
