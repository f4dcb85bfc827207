import type { Actor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { checkNewGroup, type Group, type NewGroup } from './group.ts'
import { insertGroup } from './group-repository.ts'

/**
 * Makes a group without members.
 * @throws IsthmusError `forbidden`, `validation-failed`; `conflict` when there is one with this name
 */
export async function createGroup(
  { database, clock, ids, activity }: AccountsContext,
  actor: Actor,
  order: NewGroup,
): Promise<Group> {
  requireAdmin(actor)
  const { nameKey, ...checked } = checkNewGroup(order)
  const group: Group = { id: ids.uuid(), tenant: actor.tenant, ...checked, createdAt: clock.now() }
  await database.write(async (tx) => {
    if (!(await insertGroup(tx, group, nameKey))) {
      throw fault('conflict', { because: because('group-exists') })
    }
    await activity.record(tx, actor, {
      action: 'group.created',
      subjectKind: 'group',
      subjectId: group.id,
      detail: { name: group.name },
    })
  })
  return group
}
