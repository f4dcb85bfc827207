import type { Actor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { FilesContext } from '../context.ts'
import { demandManagedTeam } from './demand-team.ts'
import { doomSpace } from './doom-space.ts'
import { recordSpace } from './record-space.ts'

/**
 * Deletes a team space with everything in it, for good: there is no trash for spaces, so the name has to be said
 * again.
 * @throws IsthmusError `space-not-found`, `forbidden`, `validation-failed`
 */
export async function deleteSpace(
  context: FilesContext,
  actor: Actor,
  spaceId: number,
  confirmation: { readonly name: string },
): Promise<void> {
  await context.database.write(async (tx) => {
    const space = await demandManagedTeam(context, tx, actor, spaceId)
    if (confirmation.name.normalize('NFC').trim() !== space.name) {
      throw fault('validation-failed', {
        because: because('space-to-confirm'),
        errors: [wrongField('name', broken('not-the-name'))],
      })
    }
    await doomSpace(context, tx, space)
    await recordSpace(context, tx, actor, 'deleted', space, { name: space.name })
  })
}
