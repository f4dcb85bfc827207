import type { Kysely } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { Attempt } from './attempt.ts'

type Executor = Kysely<Schema>

/**
 * Attempts with a name or from an address.
 * @param since - epoch milliseconds; older ones do not count
 */
export async function findAttempts(
  executor: Executor,
  tenant: TenantId,
  { nameHash, addressHash }: Attempt,
  since: number,
): Promise<Attempt[]> {
  const rows = await executor
    .selectFrom('attempts')
    .select(['name_hash', 'address_hash', 'at'])
    .where('tenant_id', '=', tenant)
    .where('at', '>', since)
    .where((eb) => eb.or([eb('name_hash', '=', nameHash), eb('address_hash', '=', addressHash)]))
    .execute()
  return rows.map((row) => ({ nameHash: row.name_hash, addressHash: row.address_hash, at: row.at }))
}

export async function insertAttempt(
  executor: Executor,
  tenant: TenantId,
  id: string,
  { nameHash, addressHash, at }: Attempt,
): Promise<void> {
  await executor
    .insertInto('attempts')
    .values({ id, tenant_id: tenant, name_hash: nameHash, address_hash: addressHash, at })
    .execute()
}

/** Forgets one attempt. */
export async function deleteAttempt(executor: Executor, id: string): Promise<void> {
  await executor.deleteFrom('attempts').where('id', '=', id).execute()
}

/** Forgets the attempts with a name from an address. */
export async function deleteAttemptsOf(
  executor: Executor,
  tenant: TenantId,
  { nameHash, addressHash }: Attempt,
): Promise<void> {
  await executor
    .deleteFrom('attempts')
    .where('tenant_id', '=', tenant)
    .where('name_hash', '=', nameHash)
    .where('address_hash', '=', addressHash)
    .execute()
}

/** Removes what does not count any more. */
export async function deleteOldAttempts(executor: Executor, before: number): Promise<void> {
  await executor.deleteFrom('attempts').where('at', '<=', before).execute()
}
