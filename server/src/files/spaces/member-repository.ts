import type { ExpressionBuilder, Kysely } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { SpaceMember, SpaceMembership, SpaceRole } from './space.ts'

/** The roles that a user has in a space of their tenant, by themselves and through groups. */
export async function findRoles(
  executor: Kysely<Schema>,
  spaceId: number,
  { tenant, userId }: { readonly tenant: TenantId; readonly userId: UserId },
  groupIds: readonly string[],
): Promise<SpaceRole[]> {
  const rows = await executor
    .selectFrom('space_members')
    .innerJoin('spaces as s', 's.id', 'space_members.space_id')
    .where('space_members.space_id', '=', spaceId)
    .where('s.tenant_id', '=', tenant)
    .where((eb) => isOneOf(eb, userId, groupIds))
    .select('role')
    .execute()
  return rows.map((row) => row.role as SpaceRole)
}

/** The team spaces that a user belongs to, by themselves or through groups, with every role in them. */
export async function findMemberships(
  executor: Kysely<Schema>,
  userId: UserId,
  groupIds: readonly string[],
): Promise<{ spaceId: number; role: SpaceRole }[]> {
  const rows = await executor
    .selectFrom('space_members')
    .where((eb) => isOneOf(eb, userId, groupIds))
    .select(['space_id', 'role'])
    .execute()
  return rows.map((row) => ({ spaceId: row.space_id, role: row.role as SpaceRole }))
}

/** Who belongs to a space. */
export async function findMembers(executor: Kysely<Schema>, spaceId: number): Promise<SpaceMembership[]> {
  return (await findMembersOfSpaces(executor, [spaceId])).get(spaceId) ?? []
}

/** Who belongs to spaces, by the id of the space, in the order in which they came. */
export async function findMembersOfSpaces(
  executor: Kysely<Schema>,
  spaceIds: readonly number[],
): Promise<Map<number, SpaceMembership[]>> {
  const members = new Map<number, SpaceMembership[]>()
  for (const batch of batchesOf(spaceIds)) {
    const rows = await executor
      .selectFrom('space_members')
      .where('space_id', 'in', batch)
      .select(['space_id', 'member_kind', 'member_id', 'role', 'since'])
      .orderBy('since')
      .orderBy('member_id')
      .execute()
    for (const row of rows) {
      const member = {
        kind: row.member_kind === 'group' ? 'group' : 'user',
        id: row.member_id,
        role: row.role as SpaceRole,
        since: row.since,
      } as const
      const known = members.get(row.space_id)
      if (known === undefined) members.set(row.space_id, [member])
      else known.push(member)
    }
  }
  return members
}

/** Makes somebody a member, or gives a member another role. */
export async function putMember(tx: Tx, spaceId: number, member: SpaceMembership): Promise<void> {
  await tx
    .insertInto('space_members')
    .values({
      space_id: spaceId,
      member_kind: member.kind,
      member_id: member.id,
      role: member.role,
      since: member.since,
    })
    .onConflict((conflict) =>
      conflict.columns(['space_id', 'member_kind', 'member_id']).doUpdateSet({ role: member.role }),
    )
    .execute()
}

export async function deleteMember(tx: Tx, spaceId: number, { kind, id }: SpaceMember): Promise<void> {
  await tx
    .deleteFrom('space_members')
    .where('space_id', '=', spaceId)
    .where('member_kind', '=', kind)
    .where('member_id', '=', id)
    .execute()
}

export async function deleteMembersOf(tx: Tx, spaceId: number): Promise<void> {
  await tx.deleteFrom('space_members').where('space_id', '=', spaceId).execute()
}

/** Ends every membership of a user or a group. */
export async function deleteMembershipsOf(tx: Tx, { kind, id }: SpaceMember): Promise<void> {
  await tx.deleteFrom('space_members').where('member_kind', '=', kind).where('member_id', '=', id).execute()
}

function isOneOf(
  eb: ExpressionBuilder<Pick<Schema, 'space_members'>, 'space_members'>,
  userId: UserId,
  groupIds: readonly string[],
) {
  const isUser = eb.and([eb('member_kind', '=', 'user'), eb('member_id', '=', userId)])
  if (groupIds.length === 0) return isUser
  return eb.or([isUser, eb.and([eb('member_kind', '=', 'group'), eb('member_id', 'in', groupIds)])])
}
