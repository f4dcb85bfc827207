import type { Kysely } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { roleOf } from './role-of.ts'
import type { Space } from './space.ts'
import { findSpace } from './space-repository.ts'

/** Whether somebody administers this installation, and so decides over every team, without seeing its files. */
export function isAdmin(actor: Actor): boolean {
  return actor.kind === 'operator' || actor.kind === 'system' || (actor.kind === 'user' && actor.admin)
}

/** @throws IsthmusError `forbidden` */
export function demandAdmin(actor: Actor): void {
  if (!isAdmin(actor)) throw fault('forbidden', { because: because('for-administrators') })
}

/**
 * A team space that somebody may decide over: its managers, and administrators.
 * @throws IsthmusError `space-not-found`, `forbidden`
 */
export async function demandManagedTeam(
  context: FilesContext,
  executor: Kysely<Schema>,
  actor: Actor,
  spaceId: number,
): Promise<Space> {
  const space = await demandTeam(executor, actor, spaceId)
  if (isAdmin(actor)) return space
  const role = actor.kind === 'user' ? await roleOf(context, executor, actor, spaceId) : undefined
  // Who does not belong to it does not learn that it exists.
  if (role === undefined) throw fault('space-not-found')
  if (role !== 'manager') throw fault('forbidden', { because: because('for-managers') })
  return space
}

/** @throws IsthmusError `space-not-found` */
export async function demandTeam(executor: Kysely<Schema>, actor: Actor, spaceId: number): Promise<Space> {
  const space = await findSpace(executor, actor.tenant, spaceId)
  if (space?.kind !== 'team') throw fault('space-not-found')
  return space
}
