import type { Actor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { requireGroup } from './find-group.ts'
import { checkGroupChange, type Group } from './group.ts'
import { updateGroup } from './group-repository.ts'

/**
 * Changes the name that people see of a group.
 * @throws IsthmusError `forbidden`, `not-found`, `validation-failed`
 */
export async function changeGroup(
  { database, activity }: AccountsContext,
  actor: Actor,
  name: string,
  change: { readonly displayName: string },
): Promise<Group> {
  requireAdmin(actor)
  const { displayName } = checkGroupChange(change.displayName)
  return database.write(async (tx) => {
    const group = { ...(await requireGroup(tx, actor.tenant, name)), displayName }
    await updateGroup(tx, group)
    await activity.record(tx, actor, {
      action: 'group.changed',
      subjectKind: 'group',
      subjectId: group.id,
      detail: { name: group.name, displayName },
    })
    return group
  })
}
