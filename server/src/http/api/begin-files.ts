import type { UserActor } from '../../platform/actor.ts'
import type { Call } from '../route.ts'

/**
 * A request begins that works with files.
 * @returns who acts, of this request alone: it stands for the request where mounts only see who acts
 */
export function beginFiles({
  application,
  actor: caller,
  left,
}: Pick<Call<'user'>, 'application' | 'actor' | 'left'>): UserActor {
  const actor = { ...caller }
  application.mounts.beginRequest(actor, left)
  return actor
}
