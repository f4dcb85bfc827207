import type { UserActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { broken, wrongField } from '../platform/field-rules.ts'
import {
  allRights,
  type Permissions,
  permissionsOfRights,
  rightsOfPermissions,
} from '../platform/permissions.ts'
import type { SharesContext } from './context.ts'
import { endSharesPassedOn } from './end-shares.ts'
import { demandOwnShare } from './list-shares.ts'
import { rightsOfShare } from './rights-of-shares.ts'
import { isFederated, isOpen, nameOfRecipient, type Share } from './share.ts'
import { listOpenShares, updateTerms } from './share-repository.ts'
import { tellChangeJob } from './tell-change.ts'

/** What is to be different about a share; null takes away. */
export interface ShareChange {
  readonly permissions?: Permissions
  /** Epoch milliseconds. */
  readonly expiresAt?: number | null
  readonly note?: string | null
}

/**
 * Changes what a share allows, until when, and what is said about it. It counts from this moment on, also for uploads
 * that have begun; a recipient's server that takes such news is told by a job.
 *
 * @throws IsthmusError `share-not-found`, `share-over`, `forbidden` for more than the user may do, `validation-failed`
 */
export async function changeShare(
  context: SharesContext,
  actor: UserActor,
  shareId: number,
  change: ShareChange,
): Promise<Share> {
  const now = context.clock.now()
  if (typeof change.expiresAt === 'number' && change.expiresAt <= now) {
    throw fault('validation-failed', {
      because: because('ends-now'),
      errors: [wrongField('expiresAt', broken('not-in-future'))],
    })
  }
  await context.database.write(async (tx) => {
    const share = await demandOwnShare(tx, actor, shareId)
    if (!isOpen(share, now)) throw fault('share-over')
    const changed = changedShare(share, change, now)
    if (isSame(share, changed)) return
    await demandGrantable(context, tx, share, changed)
    await updateTerms(tx, changed)
    await recordChange(context, tx, actor, changed)
    if (!rightsOfPermissions(changed.permissions).share) await endSharesPassedOn(context, tx, changed)
    await tellChange(context, tx, changed)
    crashPoint('before-changing')
  })
  crashPoint('after-changing')
  return demandOwnShare(context.database.read, actor, shareId)
}

function changedShare(share: Share, { permissions, expiresAt, note }: ShareChange, now: number): Share {
  const { expiresAt: oldEnd, note: oldNote, ...rest } = share
  const end = expiresAt === undefined ? oldEnd : expiresAt
  const words = note === undefined ? oldNote : note
  return {
    ...rest,
    permissions: permissions ?? share.permissions,
    ...(typeof end === 'number' && { expiresAt: end }),
    ...(typeof words === 'string' && words !== '' && { note: words }),
    changedAt: now,
  }
}

function isSame(before: Share, after: Share): boolean {
  return (
    before.permissions === after.permissions &&
    before.expiresAt === after.expiresAt &&
    before.note === after.note
  )
}

/** What was allowed before may stay, though whoever shared it could not share it so today: it opens less by itself. */
export async function demandGrantable(
  context: SharesContext,
  tx: Tx,
  before: Share,
  after: Share,
): Promise<void> {
  const added = after.permissions & ~before.permissions
  if (added === 0) return
  const widest = await rightsOfShare(context, tx, { ...after, permissions: everything })
  const most = widest === undefined ? 0 : permissionsOfRights(widest)
  if ((added & ~most) !== 0) {
    throw fault('forbidden', { because: because('more-than-own-rights') })
  }
}

const everything = permissionsOfRights(allRights)

async function recordChange(context: SharesContext, tx: Tx, actor: UserActor, share: Share): Promise<void> {
  await context.activity.record(tx, actor, {
    action: 'share.changed',
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: {
      name: share.name,
      shareWith: nameOfRecipient(share.recipient),
      permissions: share.permissions,
      expiresAt: share.expiresAt ?? null,
    },
    shownTo: [share.owner, share.initiator],
  })
}

/** Whoever it was passed on to may have less or more by it. */
async function tellChange(context: SharesContext, tx: Tx, share: Share): Promise<void> {
  const { tenant, id } = share
  await context.events.raise(tx, 'share.changed', { tenant, shareId: id })
  if (isFederated(share) && share.told) {
    await context.jobs.enqueue(tx, tellChangeJob(share, context.clock.now()))
  }
  for (const next of await listOpenShares(tx, tenant, { parentId: id })) await tellChange(context, tx, next)
}
