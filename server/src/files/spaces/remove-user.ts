import type { SystemActor, TenantId, UserId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { FilesContext } from '../context.ts'
import { deleteMountNodes } from '../node-repository.ts'
import { findMountsIn } from '../subtree-repository.ts'
import { expireUploadsOf } from '../uploads/upload-repository.ts'
import { doomSpace } from './doom-space.ts'
import { handOver } from './hand-over.ts'
import { deleteMembershipsOf } from './member-repository.ts'
import { recordSpace } from './record-space.ts'
import type { Space } from './space.ts'
import { findPersonalSpace } from './space-repository.ts'

/** A user who is about to be deleted. */
export interface LeavingUser {
  readonly tenant: TenantId
  readonly userId: UserId
  /** For people: it becomes a part of the name of a folder. */
  readonly name: string
  /** Who gets the files; without one they are deleted. */
  readonly handOverTo?: UserId
}

/**
 * Ends what a user has here, in the transaction that deletes the user: a subscriber of `user.deleted`. The files go to
 * somebody else, or for good; the trash goes in any case; memberships in teams end. Mounts are left. Shares of the
 * files end through `node.deleted`, also when the files live on: they were granted by somebody who is no longer there.
 * @throws ResourceError `forbidden`, when the files would lie too deep in the space of their heir
 */
export async function removeUser(context: FilesContext, tx: Tx, user: LeavingUser): Promise<void> {
  const { tenant, userId, name, handOverTo } = user
  const actor: SystemActor = { kind: 'system', tenant }
  await deleteMembershipsOf(tx, { kind: 'user', id: userId })
  await expireUploadsOf(tx, { tenant, userId })
  const space = await findPersonalSpace(tx, tenant, userId)
  if (space === undefined) return
  await leaveMounts(context, tx, actor, space)
  if (handOverTo === undefined) {
    await doomSpace(context, tx, space)
    await recordSpace(context, tx, actor, 'deleted', space, { owner: userId })
  } else {
    const folder = await handOver(context, tx, space, { name: `Files of ${name}`, heir: handOverTo })
    await recordSpace(context, tx, actor, 'handed-over', space, { owner: userId, heir: handOverTo, folder })
  }
}

async function leaveMounts(context: FilesContext, tx: Tx, actor: SystemActor, space: Space): Promise<void> {
  const mounts = await findMountsIn(tx, space.rootId)
  for (const mount of mounts) await context.mounts().removed(tx, mount, actor)
  await deleteMountNodes(tx, mounts)
  if (mounts.length > 0) {
    await context.events.raise(tx, 'node.deleted', { tenant: space.tenant, nodeIds: mounts })
  }
}
