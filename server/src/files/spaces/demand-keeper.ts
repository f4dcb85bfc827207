import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { PersonalView, TeamView } from '../view.ts'
import { roleOf } from './role-of.ts'

/**
 * Makes sure that somebody may decide over a space for good: its owner, or a manager of the team.
 * @throws ResourceError `not-found`, `forbidden`
 */
export async function demandKeeper(
  context: FilesContext,
  executor: Kysely<Schema>,
  view: PersonalView | TeamView,
): Promise<void> {
  if (view.kind === 'personal') return
  const role = await roleOf(context, executor, view.actor, view.spaceId)
  if (role === undefined) throw new TreeRefusal('not-found', because('no-such-space'))
  if (role !== 'manager') throw new TreeRefusal('forbidden', because('for-managers'))
}
