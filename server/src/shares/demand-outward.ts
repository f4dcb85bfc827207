import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import type { SharesContext } from './context.ts'

/**
 * Lets those pass who may share with people on other servers.
 * @throws IsthmusError `forbidden`
 */
export async function demandOutward(
  { accounts }: Pick<SharesContext, 'accounts'>,
  actor: UserActor,
): Promise<void> {
  if (await accounts.may(actor, 'share-outward')) return
  throw fault('forbidden', {
    detail: 'You may not share with people on other servers. An administrator can allow it.',
  })
}
