import type { Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema } from '../../platform/database/index.ts'
import { foldCase } from '../fold-case.ts'
import { contains, type NamePage } from '../name-page.ts'
import type { Group } from './group.ts'

type Executor = Kysely<Schema>

/** What every question about groups begins with. */
export function selectGroups(executor: Executor) {
  return executor.selectFrom('user_groups').selectAll('user_groups')
}

/** @returns false when there is a group with this key */
export async function insertGroup(executor: Executor, group: Group, nameKey: string): Promise<boolean> {
  const row = await executor
    .insertInto('user_groups')
    .values({
      id: group.id,
      tenant_id: group.tenant,
      name: group.name,
      name_key: nameKey,
      display_name: group.displayName,
      display_name_key: foldCase(group.displayName),
      created_at: group.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateGroup(executor: Executor, { id, displayName }: Group): Promise<void> {
  await executor
    .updateTable('user_groups')
    .set({ display_name: displayName, display_name_key: foldCase(displayName) })
    .where('id', '=', id)
    .execute()
}

/** Its members and rights must be gone. */
export async function deleteGroupRow(executor: Executor, id: string): Promise<void> {
  await executor.deleteFrom('user_groups').where('id', '=', id).execute()
}

export async function findGroupByKey(
  executor: Executor,
  tenant: TenantId,
  key: string,
): Promise<Group | undefined> {
  const row = await selectGroups(executor)
    .where('tenant_id', '=', tenant)
    .where('name_key', '=', key)
    .executeTakeFirst()
  return row && toGroup(row)
}

/** In no order. */
export async function findGroupsById(
  executor: Executor,
  tenant: TenantId,
  ids: readonly string[],
): Promise<Group[]> {
  const groups: Group[] = []
  for (const batch of batchesOf(ids)) {
    const rows = await selectGroups(executor)
      .where('tenant_id', '=', tenant)
      .where('id', 'in', batch)
      .execute()
    groups.push(...rows.map(toGroup))
  }
  return groups
}

export async function countGroups(executor: Executor, tenant: TenantId): Promise<number> {
  const { count } = await executor
    .selectFrom('user_groups')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirstOrThrow()
  return count
}

/** Groups of a tenant by name, one more than the page takes. */
export async function findGroups(
  executor: Executor,
  tenant: TenantId,
  { search, limit, after }: NamePage,
): Promise<Group[]> {
  const rows = await selectGroups(executor)
    .where('tenant_id', '=', tenant)
    .$if(after !== undefined, (groups) => groups.where('name_key', '>', foldCase(after ?? '')))
    .$if(search !== undefined, (groups) =>
      groups.where((eb) =>
        eb.or([
          contains(eb.ref('name_key'), search ?? ''),
          contains(eb.ref('display_name_key'), search ?? ''),
        ]),
      ),
    )
    .orderBy('name_key')
    .limit(limit + 1)
    .execute()
  return rows.map(toGroup)
}

/** The groups that a user is in, by name. */
export async function findGroupsOfUser(
  executor: Executor,
  tenant: TenantId,
  userId: UserId,
): Promise<Group[]> {
  const rows = await executor
    .selectFrom('user_groups')
    .innerJoin('group_members', 'group_members.group_id', 'user_groups.id')
    .selectAll('user_groups')
    .where('user_groups.tenant_id', '=', tenant)
    .where('group_members.user_id', '=', userId)
    .orderBy('user_groups.name_key')
    .execute()
  return rows.map(toGroup)
}

/** Reads what `selectGroups` gave. */
export function toGroup(row: Selectable<Schema['user_groups']>): Group {
  return {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    name: row.name,
    displayName: row.display_name,
    createdAt: row.created_at,
  }
}
