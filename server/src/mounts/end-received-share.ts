import { formatOcmAddress } from '@isthmus/ocm'
import type { Actor, PeerActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import type { MountsContext } from './context.ts'
import { standingStates } from './received-share.ts'
import {
  listExpiredReceivedShares,
  moveReceivedShare,
  type StoredReceivedShare,
} from './received-share-repository.ts'
import { type NamingOutcome, type ShareNaming, sharesMeant } from './shares-meant.ts'
import { unmount } from './unmount.ts'

/** How many shares one transaction ends. */
const batch = 100

/**
 * The sender took a share back: it leaves the recipients' trees at once. Only the sender's server may say so, by its
 * signature, or else by the secret of the share. The same notice again is fine.
 */
export async function endReceivedShare(
  context: MountsContext,
  actor: PeerActor,
  notice: ShareNaming,
): Promise<NamingOutcome> {
  const outcome = await context.database.write<NamingOutcome>(async (tx) => {
    const meant = await sharesMeant(context, tx, actor, notice)
    if (!meant.ok) return meant
    for (const share of meant.shares) await end(context, tx, actor, share)
    crashPoint('before-ending')
    return { ok: true }
  })
  crashPoint('after-ending')
  return outcome
}

/** Ends the received shares whose time is over. */
export async function expireReceivedShares(context: MountsContext): Promise<void> {
  for (;;) {
    const count = await context.database.write(async (tx) => {
      const shares = await listExpiredReceivedShares(tx, context.clock.now(), batch)
      for (const share of shares) await end(context, tx, { kind: 'system', tenant: share.tenant }, share)
      return shares.length
    })
    if (count < batch) return
  }
}

async function end(context: MountsContext, tx: Tx, actor: Actor, share: StoredReceivedShare): Promise<void> {
  const now = context.clock.now()
  // Its server may say so before we have looked.
  const state = (share.expiresAt ?? Infinity) <= now ? 'expired' : 'removed'
  const moved = await moveReceivedShare(tx, share.id, standingStates, { state, now })
  if (!moved) return
  await unmount(context, tx, share.id)
  await context.activity.record(tx, actor, {
    action: `received-share.${state}`,
    subjectKind: 'received-share',
    subjectId: String(share.id),
    detail: { name: share.name, peer: share.peer },
    shownTo: share.user,
  })
  await tell(context, tx, share, state)
  await context.events.raise(tx, 'received-share.ended', { tenant: share.tenant, receivedShareId: share.id })
}

/** The end of what the user never accepted is no news: it is as if it had never come. */
async function tell(
  { activity }: MountsContext,
  tx: Tx,
  share: StoredReceivedShare,
  state: 'removed' | 'expired',
): Promise<void> {
  const subject = { kind: 'received-share', id: share.id } as const
  if (share.state !== 'accepted') return activity.withdraw(tx, subject)
  await activity.notify(tx, {
    tenant: share.tenant,
    user: share.user,
    kind: `share-${state}`,
    subject,
    name: share.name,
    actor: formatOcmAddress(share.sender),
  })
}
