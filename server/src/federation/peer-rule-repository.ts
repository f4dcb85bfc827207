import type { PeerHost } from '@isthmus/ocm'
import type { Kysely } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'

type Executor = Kysely<Schema>

/** What an administrator has said about a server. */
export interface PeerRule {
  readonly rule: 'allow' | 'block'
  /** For other administrators: why. */
  readonly note?: string
  /** Epoch milliseconds. */
  readonly since: number
}

export async function findPeerRule(
  executor: Executor,
  tenant: TenantId,
  host: PeerHost,
): Promise<PeerRule | undefined> {
  const row = await executor
    .selectFrom('peer_rules')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('host', '=', host)
    .executeTakeFirst()
  return row && ruleOf(row)
}

export async function isBlockedPeer(executor: Executor, tenant: TenantId, host: PeerHost): Promise<boolean> {
  return (await findPeerRule(executor, tenant, host))?.rule === 'block'
}

/** Those of the servers that an administrator allows. */
export async function findAllowedPeers(
  executor: Executor,
  tenant: TenantId,
  hosts: readonly PeerHost[],
): Promise<PeerHost[]> {
  const allowed: PeerHost[] = []
  for (const batch of batchesOf(hosts)) {
    const rows = await executor
      .selectFrom('peer_rules')
      .select('host')
      .where('tenant_id', '=', tenant)
      .where('host', 'in', batch)
      .where('rule', '=', 'allow')
      .execute()
    allowed.push(...rows.map(({ host }) => host as PeerHost))
  }
  return allowed
}

export async function listPeerRules(executor: Executor, tenant: TenantId): Promise<Map<PeerHost, PeerRule>> {
  const rows = await executor.selectFrom('peer_rules').selectAll().where('tenant_id', '=', tenant).execute()
  return new Map(rows.map((row) => [row.host as PeerHost, ruleOf(row)]))
}

export async function savePeerRule(
  executor: Executor,
  tenant: TenantId,
  host: PeerHost,
  { rule, note, since }: PeerRule,
): Promise<void> {
  const said = { rule, note: note ?? null, changed_at: since }
  await executor
    .insertInto('peer_rules')
    .values({ tenant_id: tenant, host, ...said })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'host']).doUpdateSet(said))
    .execute()
}

/** @returns whether there was one */
export async function deletePeerRule(executor: Executor, tenant: TenantId, host: PeerHost): Promise<boolean> {
  const result = await executor
    .deleteFrom('peer_rules')
    .where('tenant_id', '=', tenant)
    .where('host', '=', host)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

function ruleOf(row: { rule: string; note: string | null; changed_at: number }): PeerRule {
  return {
    rule: row.rule === 'allow' ? 'allow' : 'block',
    ...(row.note !== null && { note: row.note }),
    since: row.changed_at,
  }
}
