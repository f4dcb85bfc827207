import type { TenantId, UserId } from '../../platform/actor.ts'
import { allocate, type Tx } from '../../platform/database/index.ts'
import { numberAt } from '../change.ts'
import { insertLogLine } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { insertNode } from '../node-repository.ts'
import type { Space } from './space.ts'
import { insertSpace } from './space-repository.ts'

/**
 * Makes the space of a new user, with nothing in it but its root. It belongs into the transaction that makes the
 * user: nobody is ever seen without a space.
 */
export async function createPersonalSpace(
  context: FilesContext,
  tx: Tx,
  tenant: TenantId,
  userId: UserId,
): Promise<void> {
  await makeSpace(context, tx, { tenant, kind: 'personal', owner: userId, name: '' })
}

/** Writes the rows of a space that is empty. */
export async function makeSpace(
  { clock, defaultQuota }: FilesContext,
  tx: Tx,
  facts: Pick<Space, 'tenant' | 'kind' | 'owner' | 'name'>,
): Promise<Space> {
  const at = clock.now()
  const seq = numberAt(at)
  const id = await allocate(tx, 'space')
  const rootId = await allocate(tx, 'node')
  const quota = defaultQuota === undefined ? {} : { quota: defaultQuota }
  const space = { ...facts, id, rootId, createdAt: at }
  await insertSpace(tx, { ...space, ...quota, seq })
  await insertNode(tx, {
    id: rootId,
    tenant: facts.tenant,
    spaceId: id,
    name: '',
    kind: 'folder',
    size: 0,
    etagSeq: seq,
    createdAt: at,
    modifiedAt: at,
  })
  await insertLogLine(tx, { spaceId: id, at }, { seq, nodeId: rootId, kind: 'folder', what: 'put' })
  return { ...space, usage: { ...quota, used: 0, versionsUsed: 0 } }
}
