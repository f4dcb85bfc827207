import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { ActivityContext } from '../activity-context.ts'
import { tellListOf } from '../live/topics.ts'
import {
  type AuditEntry,
  type AuditFilter,
  type AuditPage,
  actorName,
  type NewAuditEntry,
  serialiseDetail,
  type TrailOfThings,
} from './audit-entry.ts'
import { findAuditEntries, findTrailOf, insertAuditEntry } from './audit-repository.ts'

/**
 * The audit trail: who did what to what, and when. Every use case that changes something writes its line in the
 * transaction of the change, so that there is no change without a line and no line without a change.
 */
export interface Audit {
  /** Writes a line into the transaction of the change that it is about. */
  record(tx: Tx, actor: Actor, entry: NewAuditEntry): Promise<void>
  /** The trail of the actor's tenant, newest first. @throws IsthmusError `forbidden` */
  listAudit(actor: Actor, page: AuditPage): Promise<AuditEntry[]>
  /** What was done to some things, newest first: for whoever has seen to it that the actor may know. */
  trailOf(actor: Actor, question: TrailOfThings): Promise<AuditEntry[]>
  /**
   * All of the trail that a filter lets through, newest first, read little by little; what is written meanwhile is
   * not in it.
   * @throws IsthmusError `forbidden`
   */
  readAudit(actor: Actor, filter: AuditFilter): AsyncIterable<AuditEntry>
}

const longestPage = 500

/** In UTF-16 units. */
const longestSubjectId = 500

export function createAudit(context: ActivityContext): Audit {
  return {
    record: (tx, actor, entry) => insertAuditLine(context, tx, actor, entry),
    async listAudit(actor, page) {
      requireAdmin(actor)
      const limit = Math.min(page.limit, longestPage)
      return findAuditEntries(context.database.read, actor.tenant, { ...page, limit })
    },
    async trailOf(actor, question) {
      const limit = Math.min(question.limit, longestPage)
      return findTrailOf(context.database.read, actor.tenant, { ...question, limit })
    },
    readAudit(actor, filter) {
      requireAdmin(actor)
      return pagesOf(context, actor, filter)
    },
  }
}

/** Writes a line into the transaction of the change that it is about. */
export async function insertAuditLine(
  { clock, ids }: ActivityContext,
  tx: Tx,
  actor: Actor,
  { action, subjectKind, subjectId, detail, shownTo }: NewAuditEntry,
): Promise<void> {
  await insertAuditEntry(tx, actor.tenant, {
    id: ids.uuid(),
    at: clock.now(),
    actorKind: actor.kind,
    actor: actorName(actor),
    action,
    subjectKind,
    // Longer ones are those of peers; an index has no room for them.
    subjectId: String(subjectId).slice(0, longestSubjectId),
    detail: serialiseDetail(detail ?? {}),
  })
  for (const user of new Set([shownTo ?? []].flat())) tellListOf(tx, user, subjectKind)
}

/** No statement lasts longer than it takes to read a page: whoever reads may be slow. */
async function* pagesOf(
  { database }: ActivityContext,
  { tenant }: Actor,
  filter: AuditFilter,
): AsyncGenerator<AuditEntry> {
  let before: string | undefined
  for (;;) {
    const page = { ...filter, limit: longestPage, ...(before !== undefined && { before }) }
    const entries = await findAuditEntries(database.read, tenant, page)
    yield* entries
    before = entries.at(-1)?.id
    if (entries.length < longestPage) return
  }
}

function requireAdmin(actor: Actor): void {
  if (actor.kind === 'operator' || (actor.kind === 'user' && actor.admin)) return
  throw fault('forbidden', { because: because('for-administrators') })
}
