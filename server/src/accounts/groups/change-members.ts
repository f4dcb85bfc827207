import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { requireUser } from '../users/find-user.ts'
import type { User } from '../users/user.ts'
import { requireGroup } from './find-group.ts'
import type { Group } from './group.ts'
import { deleteMember, insertMember } from './member-repository.ts'

/**
 * Takes a user into a group and raises `group.changed`; a member already is not taken in again.
 * @throws IsthmusError `forbidden`, `not-found`, `user-not-found`
 */
export async function addMember(
  context: AccountsContext,
  actor: Actor,
  groupName: string,
  username: string,
): Promise<void> {
  requireAdmin(actor)
  await context.database.write(async (tx) => {
    const group = await requireGroup(tx, actor.tenant, groupName)
    const user = await requireUser(tx, actor.tenant, username)
    if (!(await insertMember(tx, group.id, user.id, context.clock.now()))) return
    await tell(context, tx, actor, { group, user, what: 'joined' })
  })
}

/**
 * Takes a user out of a group and raises `group.changed`.
 * @throws IsthmusError `forbidden`, `user-not-found`; `not-found` also when the user is no member
 */
export async function removeMember(
  context: AccountsContext,
  actor: Actor,
  groupName: string,
  username: string,
): Promise<void> {
  requireAdmin(actor)
  await context.database.write(async (tx) => {
    const group = await requireGroup(tx, actor.tenant, groupName)
    const user = await requireUser(tx, actor.tenant, username)
    if (!(await deleteMember(tx, group.id, user.id))) {
      throw fault('not-found', { because: because('no-member', { user: user.username, group: group.name }) })
    }
    await tell(context, tx, actor, { group, user, what: 'left' })
  })
}

async function tell(
  { activity, events }: AccountsContext,
  tx: Tx,
  actor: Actor,
  { group, user, what }: { group: Group; user: User; what: 'joined' | 'left' },
): Promise<void> {
  await activity.record(tx, actor, {
    action: `group.member-${what}`,
    subjectKind: 'group',
    subjectId: group.id,
    detail: { name: group.name, username: user.username },
  })
  await events.raise(tx, 'group.changed', {
    tenant: group.tenant,
    groupId: group.id,
    joined: [],
    left: [],
    [what]: [user.id],
    deleted: false,
  })
}
