import type { Actor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { FilesContext } from '../context.ts'
import { demandAdmin, demandManagedTeam } from './demand-team.ts'
import { recordSpace } from './record-space.ts'
import { spaceName } from './space-name.ts'
import { findSpace, setSpaceName, setSpaceQuota } from './space-repository.ts'

/**
 * Gives a team space another name.
 * @throws IsthmusError `space-not-found`, `forbidden`, `validation-failed`
 */
export async function renameSpace(
  context: FilesContext,
  actor: Actor,
  spaceId: number,
  written: string,
): Promise<void> {
  const name = spaceName(written)
  await context.database.write(async (tx) => {
    const space = await demandManagedTeam(context, tx, actor, spaceId)
    await setSpaceName(tx, spaceId, name)
    await recordSpace(context, tx, actor, 'renamed', space, { from: space.name, to: name })
  })
}

/**
 * Sets what a space may hold, of a person or a team. What is there already stays, also when it is more.
 * @param quota - bytes; `undefined` for no limit
 * @throws IsthmusError `space-not-found`, `forbidden`, `validation-failed`
 */
export async function setQuota(
  context: FilesContext,
  actor: Actor,
  spaceId: number,
  quota: number | undefined,
): Promise<void> {
  demandAdmin(actor)
  if (quota !== undefined && (!Number.isSafeInteger(quota) || quota < 0)) {
    throw fault('validation-failed', {
      errors: [wrongField('quota', broken('not-bytes'))],
    })
  }
  await context.database.write(async (tx) => {
    const space = await findSpace(tx, actor.tenant, spaceId)
    if (space === undefined) throw fault('space-not-found')
    await setSpaceQuota(tx, spaceId, quota)
    await recordSpace(context, tx, actor, 'quota-set', space, { quota: quota ?? null })
  })
}
