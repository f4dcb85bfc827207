import type { UserActor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { demandGrantable } from '../change-share.ts'
import type { LinkSettings, SharesContext } from '../context.ts'
import { demandOwnShare } from '../list-shares.ts'
import { isOpen, type Share } from '../share.ts'
import { updateTerms } from '../share-repository.ts'
import { accessOf, isLink, type Link, type LinkAccess, type LinkShare, permissionsOfAccess } from './link.ts'
import { findLink, updateLink } from './link-repository.ts'
import { demandEnd, demandTerms } from './link-rules.ts'

/** What is to be different: what is absent stays, null takes away. */
export interface LinkChange {
  readonly access?: LinkAccess | undefined
  readonly password?: string | null | undefined
  /** Epoch milliseconds. */
  readonly expiresAt?: number | null | undefined
  readonly maxDownloads?: number | null | undefined
  readonly label?: string | null | undefined
  readonly note?: string | null | undefined
}

/**
 * Changes a link that is in use. It counts from this moment on; another password ends the visits that began with the
 * one before.
 * @throws IsthmusError `share-not-found`, `share-over`, `forbidden` for more than the user may do, `validation-failed`,
 *   `too-many-requests`
 */
export async function changeLink(
  context: SharesContext,
  actor: UserActor,
  shareId: number,
  change: LinkChange,
): Promise<Share> {
  // Before the slow hash: nobody is to have it made for a link of somebody else.
  await demandOwnLink(context, context.database.read, actor, shareId)
  const settings = await context.linkSettingsOf(actor.tenant)
  const passwordHash =
    typeof change.password === 'string'
      ? await context.accounts.hashGuardPassword(change.password)
      : undefined

  return context.database.write(async (tx) => {
    const { share, link } = await demandOwnLink(context, tx, actor, shareId)
    const changedTerms = changedShare(settings, context.clock.now(), share, change)
    const changed = changedLink(link, change, passwordHash)
    demandTerms(settings, share.resourceKind, {
      access: accessOf(changedTerms.permissions) ?? 'view',
      // What was demanded later does not stand in the way of other changes.
      hasPassword: change.password !== null,
      maxDownloads: changed.maxDownloads,
    })
    await demandGrantable(context, tx, share, changedTerms)
    await updateTerms(tx, changedTerms)
    await updateLink(tx, changed)
    await context.activity.record(tx, actor, {
      action: 'link.changed',
      subjectKind: 'share',
      subjectId: String(shareId),
      detail: { name: share.name, changed: namesOf(change) },
      shownTo: share.owner,
    })
    await context.events.raise(tx, 'share.changed', { tenant: share.tenant, shareId })
    return changedTerms
  })
}

/** Which terms are changed, never to what. */
function namesOf(change: LinkChange): string {
  return Object.entries(change)
    .flatMap(([name, value]) => (value === undefined ? [] : [name]))
    .join(', ')
}

function changedShare(
  settings: LinkSettings,
  now: number,
  { expiresAt: oldEnd, note: oldNote, ...share }: LinkShare,
  { access, expiresAt, note }: LinkChange,
): LinkShare {
  const end = expiresAt === undefined ? oldEnd : demandEnd(settings, now, expiresAt ?? undefined)
  const words = note === undefined ? oldNote : (note ?? undefined)
  return {
    ...share,
    permissions: access === undefined ? share.permissions : permissionsOfAccess[access],
    ...(end !== undefined && { expiresAt: end }),
    ...(words !== undefined && { note: words }),
    changedAt: now,
  }
}

function changedLink(
  { label: oldLabel, passwordHash: oldHash, maxDownloads: oldMost, ...link }: Link,
  change: LinkChange,
  newHash: string | undefined,
): Link {
  const label = change.label === undefined ? oldLabel : change.label
  const maxDownloads = change.maxDownloads === undefined ? oldMost : change.maxDownloads
  const passwordHash = change.password === undefined ? oldHash : newHash
  return {
    ...link,
    ...(label !== undefined && label !== null && { label }),
    ...(maxDownloads !== undefined && maxDownloads !== null && { maxDownloads }),
    ...(passwordHash !== undefined && { passwordHash }),
    passwordVersion: link.passwordVersion + (change.password === undefined ? 0 : 1),
  }
}

async function demandOwnLink(
  { clock }: SharesContext,
  executor: Tx | SharesContext['database']['read'],
  actor: UserActor,
  shareId: number,
): Promise<{ share: LinkShare; link: Link }> {
  const share = await demandOwnShare(executor, actor, shareId)
  const link = isLink(share) ? await findLink(executor, shareId) : undefined
  if (!isLink(share) || link === undefined) throw fault('share-not-found', { because: because('no-link') })
  if (!isOpen(share, clock.now())) throw fault('share-over')
  return { share, link }
}
