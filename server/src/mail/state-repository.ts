import type { Kysely } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'

/** How sending went lately. Times are epoch milliseconds. */
export interface MailState {
  readonly succeededAt?: number
  readonly failure?: {
    readonly at: number
    /** Stable slug. */
    readonly reason: string
    /** What the SMTP server said. */
    readonly said?: string
  }
}

export async function findState(executor: Kysely<Schema>, tenant: TenantId): Promise<MailState> {
  const row = await executor
    .selectFrom('mail_states')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .executeTakeFirst()
  if (row === undefined) return {}
  const { succeeded_at: succeededAt, failed_at: at, failure: reason, said } = row
  return {
    ...(succeededAt !== null && { succeededAt }),
    ...(at !== null && reason !== null && { failure: { at, reason, ...(said !== null && { said }) } }),
  }
}

export async function noteSuccess(tx: Tx, tenant: TenantId, now: number): Promise<void> {
  await tx
    .insertInto('mail_states')
    .values({ tenant_id: tenant, succeeded_at: now, failed_at: null, failure: null, said: null })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ succeeded_at: now }))
    .execute()
}

export async function noteFailure(
  tx: Tx,
  tenant: TenantId,
  { at, reason, said }: NonNullable<MailState['failure']>,
): Promise<void> {
  const failed = { failed_at: at, failure: reason, said: said ?? null }
  await tx
    .insertInto('mail_states')
    .values({ tenant_id: tenant, succeeded_at: null, ...failed })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(failed))
    .execute()
}
