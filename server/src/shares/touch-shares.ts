import type { TenantId, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import type { SharesContext } from './context.ts'
import { listOpenShares } from './share-repository.ts'

/**
 * What people have shared opens something else than a moment ago, or nothing: an account was locked or opened, or they
 * have another role in a team. Whoever shows it looks again.
 */
export async function touchSharesOf(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  people: readonly UserId[],
): Promise<void> {
  for (const by of people) {
    for (const { id } of await listOpenShares(tx, tenant, { by })) {
      await context.events.raise(tx, 'share.changed', { tenant, shareId: id })
    }
  }
}

/** How many members of a group are asked for at a time. */
const batch = 500

/** The same for a user, or for everybody in a group, who may do something else in a team. */
export async function touchSharesOfMember(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  { kind, id }: { readonly kind: 'user' | 'group'; readonly id: string },
): Promise<void> {
  if (kind === 'user') return touchSharesOf(context, tx, tenant, [id as UserId])
  let after: UserId | undefined
  for (;;) {
    const page = { limit: batch, ...(after === undefined ? {} : { after }) }
    const members = await context.accounts.memberIdsOf(tx, id, page)
    await touchSharesOf(context, tx, tenant, members)
    after = members.at(-1)
    if (members.length < batch) return
  }
}
