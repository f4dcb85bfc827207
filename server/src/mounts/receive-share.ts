import { chooseProfile, formatOcmAddress, type PeerHost, type ShareCreation } from '@isthmus/ocm'
import type { User } from '../accounts/index.ts'
import type { NewAuditEntry } from '../activity/index.ts'
import { type RefusalReason, strangerReasons } from '../federation/index.ts'
import type { PeerActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import { allocate, type Tx } from '../platform/database/index.ts'
import { permissionsOfWords } from '../platform/permissions.ts'
import { acceptPending } from './accept-share.ts'
import type { MountsContext, PendingCaps } from './context.ts'
import { givesTokens } from './gives-tokens.ts'
import { usualRules } from './inbox-rules.ts'
import { findRules } from './inbox-rules-repository.ts'
import { listMountsOfShares } from './mount-repository.ts'
import { secretContext } from './received-share.ts'
import {
  countPending,
  insertReceivedShare,
  listByProviderId,
  type StoredReceivedShare,
  updateReceivedShare,
} from './received-share-repository.ts'
import { reconcileShare, type SaidOfShare } from './reconcile-share.ts'

export type Reception =
  | { ok: true; recipient: User }
  | { ok: false; reason: ReceptionRefusal; detail: string }

/**
 * - `no-token-endpoint`: it demands a token that its server does not give; `no-access`: there is no way to what it offers
 * - `sender-unreachable`: whether that is so cannot be found out now
 */
export type ReceptionRefusal =
  | 'recipient-not-found'
  | RefusalReason
  | 'no-token-endpoint'
  | 'no-access'
  | 'sender-unreachable'
  | 'conflict'
  | 'too-many-pending'

/**
 * Takes in what a peer shares with one of our users. The same message again changes nothing; a changed one from a
 * peer that proved who it is replaces what it said before, but never the recipient's answer.
 *
 * @param actor - the server of `sender`, and whether its signature proved it
 */
export async function receiveShare(
  context: MountsContext,
  actor: PeerActor,
  share: ShareCreation,
): Promise<Reception> {
  const recipient = await recipientOf(context, actor, share)
  if (recipient === undefined) return refused('recipient-not-found', 'Nobody has that address here.')
  const host = actor.host as PeerHost
  const trust = await context.federation.decide(actor.tenant, {
    host,
    verified: actor.verified,
    sender: share.sender,
    recipient: recipient.id,
  })
  if (trust.decision === 'refuse') return refused(trust.reason, 'The policy does not let it in.')
  const unusable = await whyUnusable(context, host, share)
  if (unusable !== undefined) return unusable

  const lookup = context.sealer.lookup(share.webdav.sharedSecret)
  const said = saidBy(actor, share, recipient, lookup, trust.reason)
  const caps = await context.settingsOf(actor.tenant)
  const reception = await context.database.write(async (tx) => {
    const taken = await takeIn(context, tx, actor, said, { secret: share.webdav.sharedSecret, caps })
    crashPoint('before-receiving')
    return taken
  })
  crashPoint('after-receiving')
  return reception === undefined ? { ok: true, recipient } : reception
}

async function recipientOf(
  context: MountsContext,
  actor: PeerActor,
  share: ShareCreation,
): Promise<User | undefined> {
  const tenant = await context.accounts.tenant(actor.tenant)
  if (share.shareWith.host !== tenant.host) return undefined
  const user = await context.accounts.findUser(actor.tenant, share.shareWith.identifier)
  return user?.disabled === false ? user : undefined
}

type Refused = Extract<Reception, { ok: false }>

/** What could never be opened is not put into anybody's inbox. */
async function whyUnusable(
  context: MountsContext,
  host: PeerHost,
  { resourceType, webdav }: ShareCreation,
): Promise<Refused | undefined> {
  const peer = await context.federation.discover(host)
  if (!peer.ok) return refused(peer.passing ? 'sender-unreachable' : 'no-access', peer.detail)
  const { discovery } = peer
  const access = chooseProfile(discovery).access({ resourceType, uri: webdav.uri }, discovery)
  if (!access.ok) return refused('no-access', access.reason)
  return webdav.requirements.includes('must-exchange-token') && !givesTokens(discovery)
    ? refused('no-token-endpoint', `${host} demands a token and names no place to get it.`)
    : undefined
}

function refused(reason: ReceptionRefusal, detail: string): Refused {
  return { ok: false, reason, detail }
}

/** @returns why it was not taken in */
async function takeIn(
  context: MountsContext,
  tx: Tx,
  actor: PeerActor,
  said: SaidOfShare,
  { secret, caps }: { readonly secret: string; readonly caps: PendingCaps },
): Promise<Refused | undefined> {
  const claims = await listByProviderId(tx, said.tenant, said.peer, said.providerId)
  const finding = reconcileShare(
    claims.filter((claim) => claim.user === said.user),
    said,
  )
  switch (finding.is) {
    case 'known':
      return undefined
    case 'conflict':
      return refused('conflict', 'Another share is known under this providerId.')
    case 'changed':
      await change(context, tx, actor, finding.claim, said, secret)
      return undefined
    case 'new':
      return (await whyTooMany(tx, said, caps)) ?? add(context, tx, actor, said, secret)
  }
}

async function change(
  context: MountsContext,
  tx: Tx,
  actor: PeerActor,
  { id, state, createdAt }: StoredReceivedShare,
  said: SaidOfShare,
  secret: string,
): Promise<void> {
  const secretSealed = context.sealer.seal(secret, secretContext(id))
  await updateReceivedShare(tx, {
    ...said,
    id,
    state,
    createdAt,
    secretSealed,
    changedAt: context.clock.now(),
  })
  // What clients see of it, such as the permissions, may be another thing now.
  for (const mount of await listMountsOfShares(tx, [id])) await context.files.touchMount(tx, mount.nodeId)
  await record(context, tx, actor, 'received-share.changed', id, said)
}

/** Of servers that nobody here has dealt with, or that did not prove who they are, a tenth may wait. */
const shareOfStrangers = 0.1

async function whyTooMany(
  tx: Tx,
  { tenant, user, peer, trustReason, verified }: SaidOfShare,
  { pendingPerPeer, pendingPerUser }: PendingCaps,
): Promise<Refused | undefined> {
  const reasons: readonly string[] = strangerReasons
  const pending = await countPending(tx, tenant, user, { peer, reasons })
  const stranger = isStranger({ trustReason, verified })
  const most = (cap: number) => (stranger ? Math.ceil(cap * shareOfStrangers) : cap)
  const room =
    pending.ofPeer < most(pendingPerPeer) &&
    pending.ofUser < pendingPerUser &&
    (!stranger || pending.forReasons < most(pendingPerUser))
  return room ? undefined : refused('too-many-pending', 'Too many shares are waiting for an answer already.')
}

function isStranger({ trustReason, verified }: Pick<SaidOfShare, 'trustReason' | 'verified'>): boolean {
  const reasons: readonly string[] = strangerReasons
  return reasons.includes(trustReason) || !verified
}

async function add(
  context: MountsContext,
  tx: Tx,
  actor: PeerActor,
  said: SaidOfShare,
  secret: string,
): Promise<undefined> {
  const id = await allocate(tx, 'received_share')
  const secretSealed = context.sealer.seal(secret, secretContext(id))
  const now = context.clock.now()
  const share = { ...said, id, secretSealed, state: 'pending', createdAt: now, changedAt: now } as const
  await insertReceivedShare(tx, share)
  await record(context, tx, actor, 'received-share.arrived', id, said)
  // Strangers are never let in by a rule: a person looks at what they send.
  const rules = isStranger(said) ? usualRules : ((await findRules(tx, said.user)) ?? usualRules)
  const atOnce = rules.federated === 'accept'
  if (atOnce) await acceptPending(context, tx, { kind: 'system', tenant: said.tenant }, share)
  await context.activity.notify(tx, {
    tenant: said.tenant,
    user: said.user,
    kind: atOnce ? 'share-added' : 'share-received',
    subject: { kind: 'received-share', id },
    name: said.name,
    actor: formatOcmAddress(said.sender),
  })
  await context.events.raise(tx, 'received-share.created', { tenant: said.tenant, receivedShareId: id })
  return undefined
}

function saidBy(
  actor: PeerActor,
  share: ShareCreation,
  recipient: User,
  secretLookup: string,
  trustReason: string,
): SaidOfShare {
  const { owner, sender, ownerDisplayName, senderDisplayName, description, expiresAt, webdav } = share
  return {
    tenant: actor.tenant,
    user: recipient.id,
    peer: actor.host as PeerHost,
    providerId: share.providerId,
    owner,
    sender,
    ...(ownerDisplayName === undefined ? {} : { ownerDisplayName }),
    ...(senderDisplayName === undefined ? {} : { senderDisplayName }),
    shareWith: share.shareWith,
    name: share.name,
    ...(description === undefined ? {} : { description }),
    resourceKind: share.resourceType,
    permissions: permissionsOfWords(webdav.permissions),
    uri: webdav.uri ?? '',
    mustExchangeToken: webdav.requirements.includes('must-exchange-token'),
    verified: actor.verified,
    trustReason,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    secretLookup,
  }
}

async function record(
  context: MountsContext,
  tx: Tx,
  actor: PeerActor,
  action: NewAuditEntry['action'],
  id: number,
  said: SaidOfShare,
): Promise<void> {
  await context.activity.record(tx, actor, {
    action,
    subjectKind: 'received-share',
    subjectId: String(id),
    detail: {
      sender: formatOcmAddress(said.sender),
      recipient: formatOcmAddress(said.shareWith),
      name: said.name,
      verified: said.verified,
    },
    shownTo: said.user,
  })
}
