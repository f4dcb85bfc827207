import type { PublicJwk } from '@isthmus/http-signatures'
import type { Kysely } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import type { StoredSigningKey } from './signing-key.ts'

type Executor = Kysely<Schema>

/** The keys of a tenant, newest first. */
export async function listSigningKeys(executor: Executor, tenant: TenantId): Promise<StoredSigningKey[]> {
  const rows = await executor
    .selectFrom('signing_keys')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute()
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: JSON.parse(row.public_jwk) as PublicJwk,
    privateSealed: row.private_sealed,
    createdAt: row.created_at,
  }))
}

/** The private halves of the keys of all tenants, sealed, with the context that each belongs to. */
export async function findSealedKeys(
  executor: Executor,
): Promise<readonly { readonly sealed: string; readonly context: string }[]> {
  const rows = await executor.selectFrom('signing_keys').select(['kid', 'private_sealed']).execute()
  return rows.map(({ kid, private_sealed: sealed }) => ({ sealed, context: sealContext(kid) }))
}

/** What the sealed half of a key belongs to. */
export function sealContext(kid: string): string {
  return `signing_keys:${kid}`
}

export async function insertSigningKey(
  executor: Executor,
  tenant: TenantId,
  key: StoredSigningKey,
): Promise<void> {
  await executor
    .insertInto('signing_keys')
    .values({
      kid: key.kid,
      tenant_id: tenant,
      public_jwk: JSON.stringify(key.publicJwk),
      private_sealed: key.privateSealed,
      created_at: key.createdAt,
    })
    .execute()
}

export async function deleteSigningKeys(executor: Executor, kids: readonly string[]): Promise<void> {
  if (kids.length === 0) return
  await executor.deleteFrom('signing_keys').where('kid', 'in', kids).execute()
}
