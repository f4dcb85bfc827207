import type { NewAuditEntry } from '../../activity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { FilesContext } from '../context.ts'
import type { Space } from './space.ts'

type SpaceAction =
  | 'created'
  | 'renamed'
  | 'quota-set'
  | 'deleted'
  | 'handed-over'
  | 'member-put'
  | 'member-removed'

/** Writes the line of the audit trail that belongs to a change of a space. */
export async function recordSpace(
  context: FilesContext,
  tx: Tx,
  actor: Actor,
  action: SpaceAction,
  space: Pick<Space, 'id'>,
  detail: NonNullable<NewAuditEntry['detail']>,
): Promise<void> {
  await context.activity.record(tx, actor, {
    action: `space.${action}`,
    subjectKind: 'space',
    subjectId: space.id,
    detail,
  })
}
