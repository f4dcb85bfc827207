import type { PeerActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { type PermissionWord, permissionsOfWords } from '../platform/permissions.ts'
import type { MountsContext } from './context.ts'
import { listMountsOfShares } from './mount-repository.ts'
import { isStanding } from './received-share.ts'
import { type StoredReceivedShare, updateTerms } from './received-share-repository.ts'
import { type NamingOutcome, type ShareNaming, sharesMeant } from './shares-meant.ts'

/** What a share's server says that it allows from now on. */
export interface ChangeNotice extends ShareNaming {
  readonly permissions: readonly PermissionWord[]
  /** Epoch milliseconds; null when it has no end, absent when nothing is said about it. */
  readonly expiresAt?: number | null
}

/**
 * The sender allows something else. Only the sender's server may say so, by its signature, or else by the secret of
 * the share. The same notice again is fine, and so is one about what has ended.
 */
export async function changeReceivedShare(
  context: MountsContext,
  actor: PeerActor,
  notice: ChangeNotice,
): Promise<NamingOutcome> {
  const outcome = await context.database.write<NamingOutcome>(async (tx) => {
    const meant = await sharesMeant(context, tx, actor, notice)
    if (!meant.ok) return meant
    for (const share of meant.shares) await change(context, tx, actor, share, notice)
    crashPoint('before-noting-change')
    return { ok: true }
  })
  crashPoint('after-noting-change')
  return outcome
}

async function change(
  context: MountsContext,
  tx: Tx,
  actor: PeerActor,
  share: StoredReceivedShare,
  notice: ChangeNotice,
): Promise<void> {
  const now = context.clock.now()
  const { id } = share
  const permissions = permissionsOfWords(notice.permissions)
  const expiresAt = notice.expiresAt === undefined ? share.expiresAt : (notice.expiresAt ?? undefined)
  if (!isStanding(share, now)) return
  if (share.permissions === permissions && share.expiresAt === expiresAt) return
  await updateTerms(tx, { id, permissions, expiresAt, now })
  // What clients see of it, such as the permissions, is another thing now.
  for (const mount of await listMountsOfShares(tx, [id])) await context.files.touchMount(tx, mount.nodeId)
  await context.activity.record(tx, actor, {
    action: 'received-share.changed',
    subjectKind: 'received-share',
    subjectId: String(id),
    detail: { name: share.name, peer: share.peer, permissions, expiresAt: expiresAt ?? null },
    shownTo: share.user,
  })
}
