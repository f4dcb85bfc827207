import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { TenantId } from '../../platform/actor.ts'
import type { Database } from '../../platform/database/index.ts'
import { planOf } from '../../platform/database/testing/plan-of.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import type { AuditFilter } from './audit-entry.ts'
import { auditQuery, trailQuery } from './audit-repository.ts'

const tenant = 1 as TenantId
const hour = 3_600_000
/** Of the newest line. */
const now = Date.UTC(2026, 0, 1)

/** Where one tenant has all lines, the planner of PostgreSQL takes the primary key for the same. */
const byTime = /audit_by_time|audit_pkey/

test.each<[string, AuditFilter, string | RegExp]>([
  ['everything', {}, byTime],
  ['since a moment', { since: now - hour }, byTime],
  ['what somebody did', { actor: 'user-7' }, 'audit_by_actor'],
  ['what somebody did since a moment', { actor: 'user-7', since: now - hour }, 'audit_by_actor'],
  ['what was done', { action: 'action-7' }, 'audit_by_action'],
  ['what was done to something', { subjectKind: 'share', subjectId: '77' }, 'audit_by_subject'],
])('%s is read by an index that leads to it', async (_, filter, index) => {
  await using database = await openTemporaryDatabase()
  await fill(database)
  const plan = await planOf(database, auditQuery(database.read, tenant, { ...filter, limit: 100 }).compile())
  expect(plan).toMatch(index)
  expect(plan).not.toMatch(/SCAN audit|Seq Scan|TEMP B-TREE/)
})

test('what was done to a thing, and to its shares, is read by an index that leads to each', async () => {
  await using database = await openTemporaryDatabase()
  await fill(database)
  const subjects = [
    { kind: 'node', ids: ['7'] },
    { kind: 'share', ids: ['77', '78', '79'] },
  ]
  const query = trailQuery(database.read, tenant, {
    subjects,
    actions: ['action-77', 'action-78'],
    limit: 50,
  })
  const plan = await planOf(database, query.compile())
  expect(plan).toMatch('audit_by_subject')
  expect(plan).not.toMatch(/SCAN audit|Seq Scan|audit_by_time|audit_by_action|audit_pkey/)
  expect(await query.execute()).toMatchObject([{ subject_id: '77' }, { subject_id: '78' }])
})

/** A line each second, of 1,000 users who did 200 things. */
async function fill(database: Database): Promise<void> {
  const lines = Array.from({ length: 10_000 }, (_unused, number) => {
    const at = now - number * 1000
    const time = at.toString(16).padStart(12, '0')
    return {
      id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(number).padStart(12, '0')}`,
      tenant_id: tenant,
      at,
      actor_kind: 'user',
      actor: `user-${number % 1000}`,
      action: `action-${number % 200}`,
      subject_kind: 'share',
      subject_id: String(number),
      detail: '{}',
    }
  })
  await database.write(async (tx) => {
    for (let from = 0; from < lines.length; from += 1000) {
      await tx
        .insertInto('audit')
        .values(lines.slice(from, from + 1000))
        .execute()
    }
    await sql`ANALYZE audit`.execute(tx)
  })
}
