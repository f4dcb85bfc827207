import { type Kysely, type Selectable, sql } from 'kysely'
import type { Actor, TenantId } from '../../platform/actor.ts'
import { prepared, type Schema } from '../../platform/database/index.ts'
import type { AuditDetail, AuditEntry, AuditPage, TrailOfThings } from './audit-entry.ts'

type NewRow = Omit<AuditEntry, 'detail'> & { readonly detail: string }

export async function insertAuditEntry(
  executor: Kysely<Schema>,
  tenant: TenantId,
  entry: NewRow,
): Promise<void> {
  await insertRow(executor, { ...entry, tenant })
}

const insertRow = prepared((db, row: NewRow & { tenant: TenantId }) =>
  db.insertInto('audit').values({
    id: row.id,
    tenant_id: row.tenant,
    at: row.at,
    actor_kind: row.actorKind,
    actor: row.actor,
    action: row.action,
    subject_kind: row.subjectKind,
    subject_id: row.subjectId,
    detail: row.detail,
  }),
)

/** The newest entries of a tenant that a filter lets through, newest first. */
export async function findAuditEntries(
  executor: Kysely<Schema>,
  tenant: TenantId,
  page: AuditPage,
): Promise<AuditEntry[]> {
  return (await auditQuery(executor, tenant, page).execute()).map(toAuditEntry)
}

/** The newest entries about some things, newest first. */
export async function findTrailOf(
  executor: Kysely<Schema>,
  tenant: TenantId,
  question: TrailOfThings,
): Promise<AuditEntry[]> {
  return (await trailQuery(executor, tenant, question).execute()).map(toAuditEntry)
}

/** The statement that finds them: an index leads to what is about each thing. */
export function trailQuery(
  executor: Kysely<Schema>,
  tenant: TenantId,
  { subjects, actions, limit, before }: TrailOfThings,
) {
  const [first, ...others] = subjects.map(({ kind, ids }) =>
    executor
      .selectFrom('audit')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('subject_kind', '=', kind)
      .where('subject_id', 'in', [...ids, nobody])
      .where('action', 'in', actions)
      .$if(before !== undefined, (select) => select.where('id', '<', before ?? '')),
  )
  if (first === undefined) throw new Error('the trail of nothing was asked for')
  // Kind by kind, and ordered by an expression: else SQLite reads all lines of the tenant in their order.
  const lines = others.reduce((all, other) => all.unionAll(other), first)
  return executor.selectFrom(lines.as('lines')).selectAll().orderBy(sql`id || ''`, 'desc').limit(limit)
}

/** The id of no subject: a list in a statement has at least one value. */
const nobody = ''

/** The statement that finds them. */
export function auditQuery(executor: Kysely<Schema>, tenant: TenantId, page: AuditPage) {
  const { actor, action, subjectKind, subjectId, since, until, before } = page
  return executor
    .selectFrom('audit')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .$if(before !== undefined, (select) => select.where('id', '<', before ?? ''))
    .$if(actor !== undefined, (select) => select.where('actor', '=', actor ?? ''))
    .$if(action !== undefined, (select) => select.where('action', '=', action ?? ''))
    .$if(subjectKind !== undefined, (select) => select.where('subject_kind', '=', subjectKind ?? ''))
    .$if(subjectId !== undefined, (select) => select.where('subject_id', '=', subjectId ?? ''))
    .$if(since !== undefined, (select) =>
      select.where('at', '>=', since ?? 0).where('id', '>=', idsOf((since ?? 0) - slack)),
    )
    .$if(until !== undefined, (select) => select.where('at', '<', until ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
}

/** An id is made before or after the time is read, and never lags behind more than that; milliseconds. */
const slack = 60_000

/**
 * What the ids of a moment begin with (RFC 9562 5.7): every index ends in the id, and so leads to where reading ends.
 * The other way round it would not do: ids run ahead of a clock that was put back.
 * @param at - epoch milliseconds
 */
function idsOf(at: number): string {
  const hexadecimal = Math.max(0, at).toString(16).padStart(12, '0')
  return `${hexadecimal.slice(0, 8)}-${hexadecimal.slice(8)}`
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
