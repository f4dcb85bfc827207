import type { UserActor } from '../../platform/actor.ts'
import type { FilesContext } from '../context.ts'
import { makeSpace } from './make-space.ts'
import { putMember } from './member-repository.ts'
import { recordSpace } from './record-space.ts'
import { spaceName } from './space-name.ts'
import { type SpaceView, viewOfSpace } from './space-view.ts'

/**
 * Makes a team space; whoever makes it is its first manager.
 * @throws IsthmusError `validation-failed`
 */
export async function createSpace(
  context: FilesContext,
  actor: UserActor,
  order: { readonly name: string },
): Promise<SpaceView> {
  const name = spaceName(order.name)
  return context.database.write(async (tx) => {
    const space = await makeSpace(context, tx, { tenant: actor.tenant, kind: 'team', name })
    const since = context.clock.now()
    await putMember(tx, space.id, { kind: 'user', id: actor.userId, role: 'manager', since })
    await recordSpace(context, tx, actor, 'created', space, { name })
    return viewOfSpace(space, 'manager')
  })
}
