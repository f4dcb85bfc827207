import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { isRight, type Right, type RightsSetting, type RightsSubject, type Ruling } from './right.ts'

type Executor = Kysely<Schema>

/** A subject by its id, which everyone has none of. */
export interface SubjectRow {
  readonly kind: RightsSubject['kind']
  readonly id: string
}

/** All that is said about everyone, a user and the groups that the user is in. */
export async function findRulings(executor: Executor, tenant: TenantId, userId: UserId): Promise<Ruling[]> {
  const rows = await executor
    .selectFrom('rights')
    .select(['subject_kind', 'right_name', 'allowed'])
    .where('tenant_id', '=', tenant)
    .where((eb) =>
      eb.or([
        eb('subject_kind', '=', 'everyone'),
        eb.and([eb('subject_kind', '=', 'user'), eb('subject_id', '=', userId)]),
        eb.and([
          eb('subject_kind', '=', 'group'),
          eb(
            'subject_id',
            'in',
            eb.selectFrom('group_members').select('group_id').where('user_id', '=', userId),
          ),
        ]),
      ]),
    )
    .execute()
  return rows.flatMap(({ subject_kind, right_name, allowed }) =>
    isRight(right_name)
      ? [{ subjectKind: subject_kind as Ruling['subjectKind'], right: right_name, allowed: allowed === 1 }]
      : [],
  )
}

/** What is said about one subject. */
export async function findSetting(
  executor: Executor,
  tenant: TenantId,
  { kind, id }: SubjectRow,
): Promise<RightsSetting> {
  const rows = await executor
    .selectFrom('rights')
    .select(['right_name', 'allowed'])
    .where('tenant_id', '=', tenant)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .orderBy('right_name')
    .execute()
  const said = rows.filter(({ right_name }) => isRight(right_name))
  return Object.fromEntries(said.map(({ right_name, allowed }) => [right_name, allowed === 1]))
}

export async function saveRuling(
  executor: Executor,
  tenant: TenantId,
  { kind, id }: SubjectRow,
  right: Right,
  allowed: boolean,
): Promise<void> {
  await executor
    .insertInto('rights')
    .values({
      tenant_id: tenant,
      subject_kind: kind,
      subject_id: id,
      right_name: right,
      allowed: Number(allowed),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'subject_kind', 'subject_id', 'right_name'])
        .doUpdateSet({ allowed: Number(allowed) }),
    )
    .execute()
}

export async function deleteRuling(
  executor: Executor,
  tenant: TenantId,
  { kind, id }: SubjectRow,
  right: Right,
): Promise<void> {
  await executor
    .deleteFrom('rights')
    .where('tenant_id', '=', tenant)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .where('right_name', '=', right)
    .execute()
}

/** Forgets what is said about a group or user. */
export async function deleteRightsOf(executor: Executor, { kind, id }: SubjectRow): Promise<void> {
  await executor.deleteFrom('rights').where('subject_kind', '=', kind).where('subject_id', '=', id).execute()
}
