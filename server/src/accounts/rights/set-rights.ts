import type { Actor } from '../../platform/actor.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireGroup } from '../groups/find-group.ts'
import { requireAdmin } from '../require-admin.ts'
import { requireUser } from '../users/find-user.ts'
import type { Right, RightsSetting, RightsSubject } from './right.ts'
import { deleteRuling, findSetting, type SubjectRow, saveRuling } from './right-repository.ts'

/** What is to be said about rights: null takes back what was said. */
export type RightsChange = Partial<Readonly<Record<Right, boolean | null>>>

/**
 * What is said about the rights of everyone, a group or a user.
 * @throws IsthmusError `forbidden`, `not-found`, `user-not-found`
 */
export async function readRights(
  database: Database,
  actor: Actor,
  subject: RightsSubject,
): Promise<RightsSetting> {
  requireAdmin(actor)
  return findSetting(database.read, actor.tenant, await findSubject(database.read, actor, subject))
}

/**
 * Allows, denies or takes back what was said.
 * @returns all that is said now
 * @throws IsthmusError `forbidden`, `not-found`, `user-not-found`
 */
export async function setRights(
  { database, activity }: AccountsContext,
  actor: Actor,
  subject: RightsSubject,
  change: RightsChange,
): Promise<RightsSetting> {
  requireAdmin(actor)
  return database.write(async (tx) => {
    const row = await findSubject(tx, actor, subject)
    for (const [right, allowed] of Object.entries(change) as [Right, boolean | null][]) {
      if (allowed === null) await deleteRuling(tx, actor.tenant, row, right)
      else await saveRuling(tx, actor.tenant, row, right, allowed)
    }
    await activity.record(tx, actor, {
      action: 'rights.changed',
      subjectKind: row.kind,
      subjectId: row.id,
      detail: { ...change, ...(subject.kind !== 'everyone' && { name: subject.name }) },
    })
    return findSetting(tx, actor.tenant, row)
  })
}

async function findSubject(
  executor: Tx | Database['read'],
  { tenant }: Actor,
  subject: RightsSubject,
): Promise<SubjectRow> {
  switch (subject.kind) {
    case 'everyone':
      return { kind: 'everyone', id: '' }
    case 'group':
      return { kind: 'group', id: (await requireGroup(executor, tenant, subject.name)).id }
    case 'user':
      return { kind: 'user', id: (await requireUser(executor, tenant, subject.name)).id }
  }
}
