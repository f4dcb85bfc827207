import type { Actor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'

/**
 * Lets administrators, the operator and the program itself pass.
 * @throws IsthmusError `forbidden`
 */
export function requireAdmin(actor: Actor): void {
  if (!isAdmin(actor)) throw fault('forbidden', { detail: 'Only an administrator can do this.' })
}

export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'operator' || actor.kind === 'system' || (actor.kind === 'user' && actor.admin)
}
