import { requireAdmin } from '../accounts/index.ts'
import type { Actor, UserActor, UserId } from '../platform/actor.ts'
import {
  type BlockedSender,
  deleteBlockedSender,
  listBlockedSenders,
  saveBlockedSender,
} from './blocked-sender-repository.ts'
import type { FederationContext } from './context.ts'
import { formatUnwanted, type Unwanted } from './unwanted.ts'

/** For whom senders are blocked: the user who asks, or everybody, which is an administrator's affair. */
export type BlockScope = 'mine' | 'everybody'

/** @throws IsthmusError `forbidden` */
export async function listBlocked(
  { database }: FederationContext,
  actor: Actor,
  scope: BlockScope,
): Promise<BlockedSender[]> {
  return listBlockedSenders(database.read, actor.tenant, userOf(actor, scope))
}

/**
 * Wants nothing from somebody any more: what waits for an answer goes, what was accepted stays, new shares are refused.
 * @throws IsthmusError `forbidden`
 */
export async function blockSender(
  { database, clock, activity, events }: FederationContext,
  actor: Actor,
  sender: Unwanted,
  scope: BlockScope,
): Promise<void> {
  const user = userOf(actor, scope)
  const address = formatUnwanted(sender)
  const whose = user === undefined ? {} : { user }
  await database.write(async (tx) => {
    if (!(await saveBlockedSender(tx, actor.tenant, { address, since: clock.now(), ...whose }))) return
    await activity.record(tx, actor, {
      action: 'sender.blocked',
      subjectKind: 'sender',
      subjectId: address,
      detail: { for: scope },
    })
    await events.raise(tx, 'sender.blocked', {
      tenant: actor.tenant,
      address,
      ...(user !== undefined && { user }),
    })
  })
}

/** @throws IsthmusError `forbidden` */
export async function unblockSender(
  { database, activity }: FederationContext,
  actor: Actor,
  sender: Unwanted,
  scope: BlockScope,
): Promise<void> {
  const user = userOf(actor, scope)
  const address = formatUnwanted(sender)
  const whose = user === undefined ? {} : { user }
  await database.write(async (tx) => {
    if (!(await deleteBlockedSender(tx, actor.tenant, { address, ...whose }))) return
    await activity.record(tx, actor, {
      action: 'sender.unblocked',
      subjectKind: 'sender',
      subjectId: address,
      detail: { for: scope },
    })
  })
}

function userOf(actor: Actor, scope: BlockScope): UserId | undefined {
  if (scope === 'mine') return (actor as UserActor).userId
  requireAdmin(actor)
  return undefined
}
