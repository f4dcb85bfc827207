import type { Kysely, Selectable } from 'kysely'
import type { Actor, TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { AuditDetail, AuditEntry, AuditPage } from './audit-entry.ts'

export async function insertAuditEntry(
  executor: Kysely<Schema>,
  tenant: TenantId,
  entry: Omit<AuditEntry, 'detail'> & { readonly detail: string },
): Promise<void> {
  await executor
    .insertInto('audit')
    .values({
      id: entry.id,
      tenant_id: tenant,
      at: entry.at,
      actor_kind: entry.actorKind,
      actor: entry.actor,
      action: entry.action,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      detail: entry.detail,
    })
    .execute()
}

/** The newest entries of a tenant that a filter lets through, newest first. */
export async function findAuditEntries(
  executor: Kysely<Schema>,
  tenant: TenantId,
  page: AuditPage,
): Promise<AuditEntry[]> {
  const { actor, action, subjectKind, subjectId, since, until, before } = page
  const rows = await executor
    .selectFrom('audit')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .$if(before !== undefined, (select) => select.where('id', '<', before ?? ''))
    .$if(actor !== undefined, (select) => select.where('actor', '=', actor ?? ''))
    .$if(action !== undefined, (select) => select.where('action', '=', action ?? ''))
    .$if(subjectKind !== undefined, (select) => select.where('subject_kind', '=', subjectKind ?? ''))
    .$if(subjectId !== undefined, (select) => select.where('subject_id', '=', subjectId ?? ''))
    .$if(since !== undefined, (select) => select.where('at', '>=', since ?? 0))
    .$if(until !== undefined, (select) => select.where('at', '<', until ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(toAuditEntry)
}

function toAuditEntry(row: Selectable<Schema['audit']>): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind as Actor['kind'],
    actor: row.actor,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detail: JSON.parse(row.detail) as AuditDetail,
  }
}
