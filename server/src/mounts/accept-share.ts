import type { UserActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import { answerShareJob } from './answer-share.ts'
import type { MountsContext } from './context.ts'
import { type InboxItem, readInboxItem } from './inbox.ts'
import { insertMount } from './mount-repository.ts'
import { placeName } from './place-name.ts'
import { isStanding, standingStates } from './received-share.ts'
import {
  findReceivedShareOfUser,
  moveReceivedShare,
  type StoredReceivedShare,
} from './received-share-repository.ts'

/**
 * Accepts a received share: it gets a place in the user's tree at once, and its sender is told by a job. Accepting an
 * accepted share changes nothing.
 *
 * @throws IsthmusError `inbox-item-not-found`; `inbox-item-answered` when it is declined, removed or expired
 */
export async function acceptShare(context: MountsContext, actor: UserActor, id: number): Promise<InboxItem> {
  const { defaultFolder } = await context.settingsOf(actor.tenant)
  await context.database.write(async (tx) => {
    const share = await findReceivedShareOfUser(tx, actor.tenant, actor.userId, id)
    if (share === undefined) throw fault('inbox-item-not-found')
    const now = context.clock.now()
    const standing = isStanding(share, now)
    if (standing && share.state === 'accepted') return
    if (!standing) {
      const state = standingStates.some((known) => known === share.state) ? 'expired' : share.state
      throw fault('inbox-item-answered', { detail: `This share can no longer be accepted: it is ${state}.` })
    }
    await moveReceivedShare(tx, id, ['pending'], { state: 'accepted', now })
    await mount(context, tx, actor, share, defaultFolder)
    // Whoever only claims to be that server must not make it known.
    if (share.verified) await context.federation.markKnown(tx, actor.tenant, share.peer, 'share-accepted')
    await context.activity.record(tx, actor, {
      action: 'received-share.accepted',
      subjectKind: 'received-share',
      subjectId: String(id),
      detail: { name: share.name, peer: share.peer },
      shownTo: share.user,
    })
    await context.activity.withdraw(tx, { kind: 'received-share', id })
    await context.jobs.enqueue(tx, answerShareJob(share, 'accepted', now))
    crashPoint('before-accepting')
  })
  crashPoint('after-accepting')
  return readInboxItem(context, actor, id)
}

async function mount(
  context: MountsContext,
  tx: Tx,
  actor: UserActor,
  share: StoredReceivedShare,
  folder: readonly string[],
): Promise<void> {
  const nodeId = await context.files.addMount(tx, {
    tenant: actor.tenant,
    userId: actor.userId,
    folder,
    name: placeName(share.name),
  })
  await insertMount(
    tx,
    { nodeId, tenant: actor.tenant, user: actor.userId, receivedShareId: share.id },
    context.clock.now(),
  )
}
