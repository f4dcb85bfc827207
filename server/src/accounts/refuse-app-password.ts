import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'

/**
 * Keeps an app password away from credentials: whoever finds one in a lost device can end it, but makes no new way in.
 * @throws IsthmusError `forbidden`
 */
export function refuseAppPassword(actor: UserActor): void {
  if (actor.signedInBy?.kind !== 'app-password') return
  throw fault('forbidden', { because: because('app-password-not-enough') })
}
