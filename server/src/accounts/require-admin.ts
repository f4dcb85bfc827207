import type { Actor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'

/**
 * Lets administrators, the operator and the program itself pass.
 * @throws IsthmusError `forbidden`
 */
export function requireAdmin(actor: Actor): void {
  if (!isAdmin(actor)) throw fault('forbidden', { because: because('for-administrators') })
}

export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'operator' || actor.kind === 'system' || (actor.kind === 'user' && actor.admin)
}
