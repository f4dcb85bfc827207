import type { FilePlace } from '../../files/index.ts'
import type { UserActor } from '../../platform/actor.ts'
import { allocate, type Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { SharesContext } from '../context.ts'
import type { Share } from '../share.ts'
import { insertShare } from '../share-repository.ts'
import { demandShareable, type Shareable } from '../shareable.ts'
import { type Link, type LinkAccess, type LinkShare, permissionsOfAccess, tokenContext } from './link.ts'
import { insertLink } from './link-repository.ts'
import { demandEnd, demandTerms } from './link-rules.ts'

/** The link that somebody wants. */
export interface LinkOrder extends FilePlace {
  readonly access: LinkAccess
  readonly password?: string
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  readonly maxDownloads?: number
  /** What the owner calls it. */
  readonly label?: string
  /** A word to whoever opens it. */
  readonly note?: string
}

/**
 * Makes a link that opens a file or folder to whoever has it. There may be several to one thing, each on its own terms.
 * What somebody else shared can be passed on by a link where it may be passed on at all.
 * @throws IsthmusError `forbidden`, `node-not-found`, `resource-in-mount`, `validation-failed`, `too-many-requests`
 */
export async function createLink(context: SharesContext, actor: UserActor, order: LinkOrder): Promise<Share> {
  if (!(await context.accounts.may(actor, 'create-public-links'))) {
    throw fault('forbidden', { because: because('may-not-make-links') })
  }
  const settings = await context.linkSettingsOf(actor.tenant)
  const expiresAt = demandEnd(settings, context.clock.now(), order.expiresAt)
  if (order.path.length === 0) {
    throw fault('validation-failed', {
      because: because('whole-tree'),
      errors: [wrongField('path', broken('not-within-files'))],
    })
  }
  const passwordHash =
    order.password === undefined ? undefined : await context.accounts.hashGuardPassword(order.password)
  const token = context.ids.secret()

  return context.database.write(async (tx) => {
    const shareable = await demandShareable(context, tx, actor, order)
    demandTerms(settings, shareable.kind, { ...order, hasPassword: passwordHash !== undefined })
    demandOwn(shareable, order)
    const id = await allocate(tx, 'share')
    const share = shareOf(id, actor, order, shareable, { expiresAt, now: context.clock.now() })
    const link: Link = {
      shareId: id,
      ...(order.label !== undefined && { label: order.label }),
      ...(passwordHash !== undefined && { passwordHash }),
      passwordVersion: 1,
      ...(order.maxDownloads !== undefined && { maxDownloads: order.maxDownloads }),
      downloads: 0,
    }
    await insertShare(tx, share)
    await insertLink(tx, actor.tenant, link, {
      sealed: context.sealer.seal(token, tokenContext(id)),
      lookup: context.sealer.lookup(token),
    })
    await recordCreation(context, tx, actor, share, link)
    return share
  })
}

function demandOwn({ most }: Shareable, { access }: LinkOrder): void {
  if ((permissionsOfAccess[access] & ~most) === 0) return
  throw fault('forbidden', { because: because('more-than-own-rights') })
}

function shareOf(
  id: number,
  { tenant, userId }: UserActor,
  { access, note }: LinkOrder,
  { nodeId, kind, name, owner, parentId }: Shareable,
  { expiresAt, now }: { expiresAt: number | undefined; now: number },
): LinkShare {
  return {
    id,
    tenant,
    resourceKind: kind,
    nodeId,
    name,
    owner,
    initiator: userId,
    ...(parentId === undefined ? {} : { parentId }),
    recipient: { kind: 'link' },
    permissions: permissionsOfAccess[access],
    mustExchangeToken: false,
    state: 'accepted',
    ...(note === undefined ? {} : { note }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    told: false,
    createdAt: now,
    changedAt: now,
  }
}

async function recordCreation(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  share: LinkShare,
  { passwordHash, maxDownloads }: Link,
): Promise<void> {
  await context.activity.record(tx, actor, {
    action: 'link.created',
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: {
      name: share.name,
      permissions: share.permissions,
      expiresAt: share.expiresAt ?? null,
      hasPassword: passwordHash !== undefined,
      maxDownloads: maxDownloads ?? null,
    },
    shownTo: share.owner,
  })
  await context.events.raise(tx, 'share.created', { tenant: share.tenant, shareId: share.id })
}
