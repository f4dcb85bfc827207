import { type Kysely, sql } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { Space } from './space.ts'

/** Makes a space without a root, and with nothing in its log. */
export async function insertSpace(
  tx: Tx,
  space: Omit<Space, 'usage'> & { readonly seq: number; readonly quota?: number },
): Promise<void> {
  await tx
    .insertInto('spaces')
    .values({
      id: space.id,
      tenant_id: space.tenant,
      kind: space.kind,
      owner_user_id: space.owner ?? null,
      name: space.name,
      root_node_id: space.rootId,
      seq: space.seq,
      log_start: 0,
      quota: space.quota ?? null,
      used: 0,
      versions_used: 0,
      created_at: space.createdAt,
    })
    .execute()
}

export async function findSpace(
  executor: Kysely<Schema>,
  tenant: TenantId,
  id: number,
): Promise<Space | undefined> {
  const row = await executor
    .selectFrom('spaces')
    .where('id', '=', id)
    .where('tenant_id', '=', tenant)
    .selectAll()
    .executeTakeFirst()
  return row && spaceOf(row)
}

export async function findPersonalSpace(
  executor: Kysely<Schema>,
  tenant: TenantId,
  userId: UserId,
): Promise<Space | undefined> {
  const row = await executor
    .selectFrom('spaces')
    .where('owner_user_id', '=', userId)
    // Not a parameter: only so does SQLite see that the partial index applies.
    .where('kind', '=', sql.lit('personal'))
    .where('tenant_id', '=', tenant)
    .selectAll()
    .executeTakeFirst()
  return row && spaceOf(row)
}

/** Spaces of a tenant by their ids, the oldest first. */
export async function findSpaces(
  executor: Kysely<Schema>,
  tenant: TenantId,
  ids: readonly number[],
): Promise<Space[]> {
  if (ids.length === 0) return []
  const rows = await executor
    .selectFrom('spaces')
    .where('id', 'in', ids)
    .where('tenant_id', '=', tenant)
    .selectAll()
    .orderBy('id')
    .execute()
  return rows.map(spaceOf)
}

/** Which spaces of a tenant are meant, the oldest first. */
export interface SpaceQuery {
  readonly kind?: Space['kind']
  /** Whose personal space. */
  readonly owner?: UserId
  readonly limit: number
  /** Id of the last one of the page before. */
  readonly after?: number
}

/** Spaces of a tenant, the oldest first. */
export async function findSpacesOfTenant(
  executor: Kysely<Schema>,
  tenant: TenantId,
  { kind, owner, limit, after = 0 }: SpaceQuery,
): Promise<Space[]> {
  const rows = await executor
    .selectFrom('spaces')
    .where('tenant_id', '=', tenant)
    .$if(kind !== undefined, (spaces) => spaces.where('kind', '=', sql.lit(kind ?? '')))
    .$if(owner !== undefined, (spaces) => spaces.where('owner_user_id', '=', owner ?? ''))
    .where('id', '>', after)
    .selectAll()
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(spaceOf)
}

/** The names of the teams' spaces, the oldest first. @param after - id of the last one that is left out */
export async function findTeamNames(
  executor: Kysely<Schema>,
  tenant: TenantId,
  after: number,
): Promise<{ readonly id: number; readonly name: string }[]> {
  return executor
    .selectFrom('spaces')
    .where('tenant_id', '=', tenant)
    .where('kind', '=', sql.lit('team'))
    .where('id', '>', after)
    .select(['id', 'name'])
    .orderBy('id')
    .execute()
}

/** The ids of some people's own spaces, the oldest first. @param after - as above */
export async function findSpacesOfPeople(
  executor: Kysely<Schema>,
  tenant: TenantId,
  owners: readonly UserId[],
  after: number,
): Promise<number[]> {
  const ids: number[] = []
  for (const part of batchesOf(owners)) {
    const rows = await executor
      .selectFrom('spaces')
      .where('owner_user_id', 'in', part)
      .where('kind', '=', sql.lit('personal'))
      .where('tenant_id', '=', tenant)
      .where('id', '>', after)
      .select('id')
      .execute()
    ids.push(...rows.map(({ id }) => id))
  }
  return ids.toSorted((one, other) => one - other)
}

export async function setSpaceName(tx: Tx, id: number, name: string): Promise<void> {
  await tx.updateTable('spaces').set({ name }).where('id', '=', id).execute()
}

/** @param quota - bytes; `undefined` for no limit */
export async function setSpaceQuota(tx: Tx, id: number, quota: number | undefined): Promise<void> {
  await tx
    .updateTable('spaces')
    .set({ quota: quota ?? null })
    .where('id', '=', id)
    .execute()
}

interface SpaceRow {
  id: number
  tenant_id: number
  kind: string
  owner_user_id: string | null
  name: string
  root_node_id: number
  quota: number | null
  used: number
  versions_used: number
  created_at: number
}

function spaceOf(row: SpaceRow): Space {
  return {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    kind: row.kind === 'team' ? 'team' : 'personal',
    ...(row.owner_user_id === null ? {} : { owner: row.owner_user_id as UserId }),
    name: row.name,
    rootId: row.root_node_id,
    usage: {
      ...(row.quota === null ? {} : { quota: row.quota }),
      used: row.used,
      versionsUsed: row.versions_used,
    },
    createdAt: row.created_at,
  }
}

/** The space that a node is in. */
export type SpaceOfNode = Pick<Space, 'id' | 'kind' | 'owner'>

/** The spaces of nodes that are in use, by node id. */
export async function findSpacesOfNodes(
  executor: Kysely<Schema>,
  tenant: TenantId,
  nodeIds: readonly number[],
): Promise<Map<number, SpaceOfNode>> {
  const spaces = new Map<number, SpaceOfNode>()
  for (const ids of batchesOf(nodeIds)) {
    const rows = await executor
      .selectFrom('nodes as n')
      .innerJoin('spaces as s', 's.id', 'n.space_id')
      .where('n.id', 'in', ids)
      .where('n.tenant_id', '=', tenant)
      .where('n.trash_id', 'is', null)
      .select(['n.id as node_id', 's.id', 's.kind', 's.owner_user_id'])
      .execute()
    for (const row of rows) {
      spaces.set(row.node_id, {
        id: row.id,
        kind: row.kind === 'team' ? 'team' : 'personal',
        ...(row.owner_user_id === null ? {} : { owner: row.owner_user_id as UserId }),
      })
    }
  }
  return spaces
}
