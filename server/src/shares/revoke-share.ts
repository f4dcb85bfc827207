import type { UserActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { SharesContext } from './context.ts'
import { endShare } from './end-shares.ts'
import { demandOwnShare } from './list-shares.ts'

/**
 * Takes a share back. It opens nothing from this moment on; the recipient's server is told afterwards, whether it is
 * up or not. A share that has ended already stays as it is.
 *
 * @throws IsthmusError `share-not-found` when the user has no such share
 */
export async function revokeShare(context: SharesContext, actor: UserActor, shareId: number): Promise<void> {
  await context.database.write(async (tx) => {
    await endShare(context, tx, actor, await demandOwnShare(tx, actor, shareId), 'revoked')
    crashPoint('before-revoking')
  })
  crashPoint('after-revoking')
}
