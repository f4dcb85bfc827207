/**
 * Messages to other servers. A message is built when it is sent, from what the peer says about itself then, signed
 * with the tenant's key, and its answer sorted into one outcome. What to send, and what follows from the outcome, is
 * the affair of the room that owns the row.
 */
import {
  type Discovery,
  exchangeToken as exchange,
  type OutgoingNotification,
  type PeerHost,
  type PeerRequestOptions,
  sendNotification as postNotification,
  sendShare as postShare,
  preflight,
  type ShareOffer,
  type TokenExchange,
} from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import type { DeliveryOutcome } from './delivery-outcome.ts'
import type { DiscoveryFailure, PeerDirectory } from './peer-directory.ts'
import { isBlockedPeer } from './peer-rule-repository.ts'
import type { SigningKeys } from './signing-keys.ts'

/** What a share to a peer has to demand, by the document of the peer that it will be sent by. */
export type Terms =
  | { ok: true; mustExchangeToken: boolean; discovery: Discovery }
  | { ok: false; outcome: DeliveryOutcome }

interface Sending {
  readonly context: FederationContext
  readonly directory: PeerDirectory
  readonly keys: SigningKeys
}

/** Checks, before anything is stored or sent, whether the peer takes such a share, and on which terms. */
export async function negotiate(
  { directory }: Sending,
  host: PeerHost,
  { resourceKind }: { resourceKind: 'file' | 'folder' },
): Promise<Terms> {
  const peer = await directory.discover(host)
  if (!peer.ok) return { ok: false, outcome: undiscovered(peer) }
  const { discovery } = peer
  const ours = { exchangeToken: true, httpSig: true, preferExchangeToken: true }
  const check = preflight({ resourceType: resourceKind, shareType: 'user' }, ours, discovery)
  return check.ok
    ? { ...check, discovery }
    : { ok: false, outcome: { outcome: 'failed', reason: check.reason } }
}

/**
 * Announces a share. It must be readable before this is called.
 * @param share.discovery - of the peer, as it was negotiated by
 */
export async function sendShare(
  sending: Sending,
  tenant: TenantId,
  { discovery, offer, signal }: { discovery: Discovery; offer: ShareOffer; signal: AbortSignal },
): Promise<DeliveryOutcome> {
  if (await isBlockedPeer(sending.context.database.read, tenant, discovery.host)) {
    return { outcome: 'failed', reason: 'peer-blocked' }
  }
  const outcome = await postShare(offer, { ...(await requestOptions(sending, tenant, discovery)), signal })
  note(sending.context, discovery.host, 'share', outcome)
  return outcome
}

/** Everything of a notification but what the tenant's address says. */
export type NotificationOrder = Omit<OutgoingNotification, 'senderDomain' | 'shareType'>

/** Tells the other server of a share what happened to it. */
export async function sendNotification(
  sending: Sending,
  tenantId: TenantId,
  host: PeerHost,
  { notification, signal }: { notification: NotificationOrder; signal: AbortSignal },
): Promise<DeliveryOutcome> {
  const peer = await sending.directory.discover(host)
  if (!peer.ok) return undiscovered(peer)
  const tenant = await sending.context.accounts.tenant(tenantId)
  const outcome = await postNotification(
    { ...notification, senderDomain: tenant.host, shareType: 'user' },
    { ...(await requestOptions(sending, tenantId, peer.discovery)), signal },
  )
  note(sending.context, host, notification.notificationType, outcome)
  return outcome
}

/** A person waits for the token; milliseconds. */
const exchangeTimeout = 10_000

/** Exchanges the secret of a received share for an access token at its sender. */
export async function exchangeToken(
  sending: Sending,
  tenantId: TenantId,
  discovery: Discovery,
  sharedSecret: string,
): Promise<TokenExchange> {
  const tenant = await sending.context.accounts.tenant(tenantId)
  const options = await requestOptions(sending, tenantId, discovery)
  return exchange({ clientId: tenant.host, code: sharedSecret }, { ...options, timeoutMs: exchangeTimeout })
}

async function requestOptions(
  { context, keys }: Sending,
  tenant: TenantId,
  discovery: Discovery,
): Promise<PeerRequestOptions> {
  const { clock, ids, send } = context
  // 26 of 36 letters: 134 random bits.
  return { discovery, send, signingKey: await keys.active(tenant), now: clock.now(), nonce: ids.token(26) }
}

function undiscovered({ reason, detail, passing }: DiscoveryFailure): DeliveryOutcome {
  if (!passing) return { outcome: 'failed', reason, detail }
  const known = reason === 'connection-refused' || reason === 'timeout' || reason === 'unavailable'
  return { outcome: 'retry', reason: known ? reason : 'unreachable', detail }
}

function note(context: FederationContext, peer: PeerHost, message: string, outcome: DeliveryOutcome): void {
  context.metrics.messages.add({ message, outcome: outcome.outcome })
  const level = outcome.outcome === 'delivered' ? 'debug' : 'info'
  context.logger[level](`federation.${outcome.outcome}`, { peer, message, ...outcome })
}
