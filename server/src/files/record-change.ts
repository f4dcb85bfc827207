import type { NewAuditEntry } from '../activity/index.ts'
import type { Tx } from '../platform/database/index.ts'
import type { FilesContext } from './context.ts'
import type { Node } from './node.ts'
import type { View } from './view.ts'

type NodeAction =
  | 'created'
  | 'updated'
  | 'properties-changed'
  | 'locked'
  | 'unlocked'
  | 'copied'
  | 'moved'
  | 'removed'
  | 'restored'
  | 'deleted'
  | 'version-restored'
  | 'version-deleted'

/**
 * Writes the line of the audit trail that belongs to a change. `removed` is to the trash, `deleted` for good.
 * @param more - facts beside its name
 */
export async function recordChange(
  context: FilesContext,
  tx: Tx,
  { actor }: Pick<View, 'actor'>,
  action: NodeAction,
  node: Pick<Node, 'id' | 'kind' | 'name'>,
  more: NonNullable<NewAuditEntry['detail']> = {},
): Promise<void> {
  await context.activity.record(tx, actor, {
    action: `${node.kind}.${action}`,
    subjectKind: 'node',
    subjectId: node.id,
    detail: { name: node.name, ...more },
  })
}
