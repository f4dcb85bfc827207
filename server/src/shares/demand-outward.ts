import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
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
    because: because('may-not-share-outward'),
  })
}
