import { type PeerHost, parseOcmAddress } from '@isthmus/ocm'
import type { DavPath } from '@isthmus/webdav'
import type { UserActor } from '../platform/actor.ts'
import { allocate, type Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import type { Permissions } from '../platform/permissions.ts'
import { announceShareJob } from './announce-share.ts'
import type { SharesContext } from './context.ts'
import { endShare } from './revoke-share.ts'
import {
  type FederatedRecipient,
  type FederatedShare,
  isOpen,
  nameOfRecipient,
  type Share,
  secretContext,
} from './share.ts'
import { findOpenShare, findShare, insertShare } from './share-repository.ts'

/** What somebody wants to share. */
export interface ShareOrder {
  /** Place in the user's own tree. */
  readonly path: DavPath
  /** `name@server`, as a person writes it. */
  readonly shareWith: string
  readonly permissions: Permissions
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  readonly note?: string
}

/** How long the caller waits for the first answer of the recipient's server, in milliseconds. */
const patience = 2000

/**
 * Shares a file or folder with somebody on another server.
 *
 * The share and the job that announces it are written together; then the first outcome is waited for, for up to two
 * seconds, so that the person sees at once that a server refuses. The same order again gives the same share.
 *
 * @throws IsthmusError `forbidden`, `invalid-address`, `recipient-is-local`, `node-not-found`, `resource-in-mount`,
 *   `share-exists` when it is shared with this person already in another way, `peer-blocked`, `validation-failed`
 */
export async function createShare(
  context: SharesContext,
  actor: UserActor,
  order: ShareOrder,
): Promise<Share> {
  if (!(await context.accounts.may(actor, 'share-outward'))) {
    throw fault('forbidden', {
      detail: 'You may not share with people on other servers. An administrator can allow it.',
    })
  }
  const tenant = await context.accounts.tenant(actor.tenant)
  const recipient = recipientOf(order.shareWith, tenant.host)
  if (await context.federation.isBlocked(actor.tenant, recipient.address.host)) throw fault('peer-blocked')
  if (order.expiresAt !== undefined && order.expiresAt <= context.clock.now()) {
    throw fault('validation-failed', {
      detail: 'The share would end before it begins.',
      errors: [{ name: 'expiresAt', message: 'must be in the future' }],
    })
  }
  const resource = await shareableNode(context, actor, order.path)
  const secret = context.ids.secret()

  const written = await context.database.write(async (tx) => {
    const existing = await existingShare(context, tx, actor, resource.id, recipient)
    if (existing !== undefined) return { share: sameOrder(existing, order), job: undefined }
    const share = shareOf(await allocate(tx, 'share'), actor, order, resource, recipient, context.clock.now())
    await insertShare(tx, share, {
      sealed: context.sealer.seal(secret, secretContext(share.id)),
      lookup: context.sealer.lookup(secret),
    })
    await context.federation.markKnown(tx, actor.tenant, recipient.address.host, 'share-sent')
    await recordCreation(context, tx, actor, share)
    return { share, job: await context.jobs.enqueue(tx, announceShareJob(share)) }
  })

  if (written.job !== undefined) await context.jobs.firstOutcome(written.job, patience)
  return (await findShare(context.database.read, actor.tenant, written.share.id)) ?? written.share
}

function recipientOf(shareWith: string, ownHost: PeerHost): FederatedRecipient {
  const parsed = parseOcmAddress(shareWith)
  if (!parsed.ok) {
    throw fault('invalid-address', {
      detail: `“${shareWith.slice(0, 200)}” is not an address like name@cloud.example.`,
    })
  }
  if (parsed.address.host === ownHost) {
    throw fault('recipient-is-local', {
      detail: `${parsed.address.identifier} is on this server; only people on other servers can be shared with.`,
    })
  }
  return { kind: 'federated', address: parsed.address }
}

interface SharedResource {
  readonly id: number
  readonly kind: 'file' | 'folder'
  readonly name: string
}

/** Should it be removed before the share is written, the share opens nothing and is not announced. */
async function shareableNode(
  context: SharesContext,
  actor: UserActor,
  path: DavPath,
): Promise<SharedResource> {
  if (path.length === 0) {
    throw fault('validation-failed', {
      detail: 'The whole of your files cannot be shared; share a folder in it.',
      errors: [{ name: 'path', message: 'must name a file or folder' }],
    })
  }
  const node = await context.files.resolve(actor, path)
  if (node === undefined) throw fault('node-not-found', { detail: `/${path.join('/')} does not exist.` })
  if (node.kind === 'mount') {
    throw fault('resource-in-mount', {
      detail: 'This was shared with you by somebody else. Ask the owner to share it on.',
    })
  }
  return { id: node.id, kind: node.kind, name: node.name }
}

/** One whose time is over, though nobody has ended it yet, makes room for the next. */
async function existingShare(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  nodeId: number,
  recipient: FederatedRecipient,
): Promise<Share | undefined> {
  const existing = await findOpenShare(tx, actor.tenant, nodeId, recipient)
  if (existing === undefined || isOpen(existing, context.clock.now())) return existing
  await endShare(context, tx, { kind: 'system', tenant: actor.tenant }, existing, 'expired')
  return undefined
}

/** @throws IsthmusError `share-exists` */
function sameOrder(existing: Share, { permissions, expiresAt, note }: ShareOrder): Share {
  if (existing.permissions === permissions && existing.expiresAt === expiresAt && existing.note === note) {
    return existing
  }
  throw fault('share-exists', {
    detail: `Share ${existing.id} has other permissions, another end or another note. Revoke it first.`,
  })
}

function shareOf(
  id: number,
  actor: UserActor,
  { permissions, note, expiresAt }: ShareOrder,
  resource: SharedResource,
  recipient: FederatedRecipient,
  now: number,
): FederatedShare {
  return {
    id,
    tenant: actor.tenant,
    resourceKind: resource.kind,
    nodeId: resource.id,
    name: resource.name,
    owner: actor.userId,
    initiator: actor.userId,
    recipient,
    permissions,
    mustExchangeToken: false,
    state: 'announcing',
    ...(note === undefined ? {} : { note }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    told: false,
    createdAt: now,
    changedAt: now,
  }
}

async function recordCreation(context: SharesContext, tx: Tx, actor: UserActor, share: Share): Promise<void> {
  await context.activity.record(tx, actor, {
    action: 'share.created',
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: {
      name: share.name,
      shareWith: nameOfRecipient(share.recipient),
      permissions: share.permissions,
      expiresAt: share.expiresAt ?? null,
    },
    shownTo: share.owner,
  })
  await context.events.raise(tx, 'share.created', { tenant: share.tenant, shareId: share.id })
}
