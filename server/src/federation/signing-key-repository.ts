import type { PublicJwk } from '@isthmus/http-signatures'
import type { Kysely } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'

type Executor = Kysely<Schema>

export interface StoredSigningKey {
  readonly kid: string
  readonly publicJwk: PublicJwk
  /** Private JWK, sealed. */
  readonly privateSealed: string
  /** `active` signs, `published` is only published. */
  readonly state: 'active' | 'published'
}

/** The keys of a tenant, the one that signs first. */
export async function listSigningKeys(executor: Executor, tenant: TenantId): Promise<StoredSigningKey[]> {
  const rows = await executor
    .selectFrom('signing_keys')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .orderBy('state')
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: JSON.parse(row.public_jwk) as PublicJwk,
    privateSealed: row.private_sealed,
    state: row.state === 'active' ? 'active' : 'published',
  }))
}

export async function insertSigningKey(
  executor: Executor,
  tenant: TenantId,
  key: StoredSigningKey,
  now: number,
): Promise<void> {
  await executor
    .insertInto('signing_keys')
    .values({
      kid: key.kid,
      tenant_id: tenant,
      public_jwk: JSON.stringify(key.publicJwk),
      private_sealed: key.privateSealed,
      state: key.state,
      created_at: now,
    })
    .execute()
}
