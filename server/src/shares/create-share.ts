import type { FilePlace } from '../files/index.ts'
import type { UserActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import { allocate, type Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { broken, wrongField } from '../platform/field-rules.ts'
import type { Permissions } from '../platform/permissions.ts'
import { announceShareJob } from './announce-share.ts'
import type { SharesContext } from './context.ts'
import { demandOutward } from './demand-outward.ts'
import { endShare } from './end-shares.ts'
import { findRecipient, type RecipientOrder } from './recipients/find-recipient.ts'
import { isFederated, isOpen, nameOfRecipient, type Recipient, type Share, secretContext } from './share.ts'
import { findOpenShare, findShare, insertShare } from './share-repository.ts'
import { demandShareable, type Shareable } from './shareable.ts'

/** What somebody wants to share. */
export interface ShareOrder extends FilePlace, RecipientOrder {
  readonly permissions: Permissions
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  readonly note?: string
  /** How long the caller waits for the first answer of the recipient's server, in milliseconds. Default: `patience`. */
  readonly patience?: number
}

/** How long people wait who hear later what became of it, in milliseconds. */
export const patience = 2000

/**
 * Shares a file or folder with somebody on this server or another one, or with a group of this server.
 *
 * A share with somebody on another server and the job that announces it are written together; then the first outcome
 * is waited for, for up to two seconds or as ordered, so that the person sees at once that a server refuses. On this server the
 * recipients have it when this returns. The same order again gives the same share.
 *
 * @throws IsthmusError `forbidden`, `invalid-address`, `recipient-not-found`, `share-with-self`, `node-not-found`,
 *   `resource-in-mount`, `share-exists` when it is shared with this person already in another way, `peer-blocked`,
 *   `validation-failed`
 */
export async function createShare(
  context: SharesContext,
  actor: UserActor,
  order: ShareOrder,
): Promise<Share> {
  demandSensible(context, order)
  const recipient = await findRecipient(context, actor, order)
  if (recipient.kind === 'federated') {
    await demandOutward(context, actor)
    if (await context.federation.isBlocked(actor.tenant, recipient.address.host)) throw fault('peer-blocked')
  }
  const secret = context.ids.secret()

  const written = await context.database.write(async (tx) => {
    const shareable = await demandShareable(context, tx, actor, order)
    demandGrantable(shareable, recipient, order)
    const existing = await existingShare(context, tx, actor, shareable.nodeId, recipient)
    if (existing !== undefined) return { share: sameOrder(existing, actor, order), job: undefined }
    const share = shareOf(
      await allocate(tx, 'share'),
      actor,
      order,
      shareable,
      recipient,
      context.clock.now(),
    )
    const job = await insert(context, tx, actor, share, secret)
    crashPoint('before-sharing')
    return { share, job }
  })
  crashPoint('after-sharing')

  if (written.job !== undefined) await context.jobs.firstOutcome(written.job, order.patience ?? patience)
  return (await findShare(context.database.read, actor.tenant, written.share.id)) ?? written.share
}

/** @throws IsthmusError `validation-failed` */
function demandSensible({ clock }: SharesContext, { path, expiresAt }: ShareOrder): void {
  if (expiresAt !== undefined && expiresAt <= clock.now()) {
    throw fault('validation-failed', {
      because: because('ends-before-begin'),
      errors: [wrongField('expiresAt', broken('not-in-future'))],
    })
  }
  if (path.length === 0) {
    throw fault('validation-failed', {
      because: because('whole-tree'),
      errors: [wrongField('path', broken('not-within-files'))],
    })
  }
}

function demandGrantable(
  { owner, most }: Shareable,
  recipient: Recipient,
  { permissions }: ShareOrder,
): void {
  if (recipient.kind === 'user' && recipient.userId === owner) {
    throw fault('share-with-self', { because: because('owner-named', { owner: recipient.name }) })
  }
  if ((permissions & ~most) !== 0) {
    throw fault('forbidden', { because: because('more-than-own-rights') })
  }
}

/** One whose time is over, though nobody has ended it yet, makes room for the next. */
async function existingShare(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  nodeId: number,
  recipient: Recipient,
): Promise<Share | undefined> {
  const existing = await findOpenShare(tx, actor.tenant, nodeId, recipient)
  if (existing === undefined || isOpen(existing, context.clock.now())) return existing
  await endShare(context, tx, { kind: 'system', tenant: actor.tenant }, existing, 'expired')
  return undefined
}

/** @throws IsthmusError `share-exists` */
function sameOrder(existing: Share, actor: UserActor, { permissions, expiresAt, note }: ShareOrder): Share {
  if (existing.initiator !== actor.userId) {
    throw fault('share-exists', { because: because('shared-by-other') })
  }
  if (existing.permissions === permissions && existing.expiresAt === expiresAt && existing.note === note) {
    return existing
  }
  throw fault('share-exists', {
    because: because('other-terms', { share: existing.id }),
  })
}

function shareOf(
  id: number,
  actor: UserActor,
  { permissions, note, expiresAt }: ShareOrder,
  { nodeId, kind, name, owner, parentId }: Shareable,
  recipient: Recipient,
  now: number,
): Share {
  return {
    id,
    tenant: actor.tenant,
    resourceKind: kind,
    nodeId,
    name,
    owner,
    initiator: actor.userId,
    ...(parentId === undefined ? {} : { parentId }),
    recipient,
    permissions,
    mustExchangeToken: false,
    state: initialStates[recipient.kind],
    ...(note === undefined ? {} : { note }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    told: false,
    createdAt: now,
    changedAt: now,
  }
}

const initialStates = {
  federated: 'announcing',
  user: 'announced',
  group: 'accepted',
  link: 'accepted',
} as const

/** @returns the job that announces it */
async function insert(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  share: Share,
  secret: string,
): Promise<string | undefined> {
  const { sealer, federation, jobs } = context
  if (!isFederated(share)) {
    await insertShare(tx, share)
    await recordCreation(context, tx, actor, share)
    return undefined
  }
  await insertShare(tx, share, {
    sealed: sealer.seal(secret, secretContext(share.id)),
    lookup: sealer.lookup(secret),
  })
  await federation.markKnown(tx, actor.tenant, share.recipient.address.host, 'share-sent')
  await recordCreation(context, tx, actor, share)
  return jobs.enqueue(tx, announceShareJob(share))
}

async function recordCreation(context: SharesContext, tx: Tx, actor: UserActor, share: Share): Promise<void> {
  await context.activity.record(tx, actor, {
    action: 'share.created',
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: {
      name: share.name,
      recipientKind: share.recipient.kind,
      shareWith: nameOfRecipient(share.recipient),
      permissions: share.permissions,
      expiresAt: share.expiresAt ?? null,
      ...(share.parentId === undefined ? {} : { parentId: share.parentId }),
    },
    shownTo: [share.owner, share.initiator],
  })
  await context.events.raise(tx, 'share.created', { tenant: share.tenant, shareId: share.id })
}
