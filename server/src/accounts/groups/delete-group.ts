import type { Actor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { deleteRightsOf } from '../rights/right-repository.ts'
import { requireGroup } from './find-group.ts'
import { deleteGroupRow } from './group-repository.ts'
import { deleteAllMembers } from './member-repository.ts'

/**
 * Ends a group; its members stay users. Raises `group.changed`, while the group can still be read.
 * @throws IsthmusError `forbidden`, `not-found`
 */
export async function deleteGroup(
  { database, activity, events }: AccountsContext,
  actor: Actor,
  name: string,
): Promise<void> {
  requireAdmin(actor)
  await database.write(async (tx) => {
    const { id, tenant, name: groupName } = await requireGroup(tx, actor.tenant, name)
    const left = await deleteAllMembers(tx, id)
    await events.raise(tx, 'group.changed', { tenant, groupId: id, joined: [], left, deleted: true })
    await deleteRightsOf(tx, { kind: 'group', id })
    await deleteGroupRow(tx, id)
    await activity.record(tx, actor, {
      action: 'group.deleted',
      subjectKind: 'group',
      subjectId: id,
      detail: { name: groupName },
    })
  })
}
