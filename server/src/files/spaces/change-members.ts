import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { demandManagedTeam, demandTeam, isAdmin } from './demand-team.ts'
import { deleteMember, findMembers, putMember } from './member-repository.ts'
import { recordSpace } from './record-space.ts'
import { roleOf } from './role-of.ts'
import type { Space, SpaceMember, SpaceMembership, SpaceRole } from './space.ts'

/**
 * Who belongs to a team space, for those who do, and for administrators.
 * @throws IsthmusError `space-not-found`
 */
export async function listMembers(
  context: FilesContext,
  actor: Actor,
  spaceId: number,
): Promise<SpaceMembership[]> {
  const { read } = context.database
  await demandTeam(read, actor, spaceId)
  const belongs = actor.kind === 'user' && (await roleOf(context, read, actor, spaceId)) !== undefined
  if (!belongs && !isAdmin(actor)) throw fault('space-not-found')
  return findMembers(read, spaceId)
}

const mostMembers = 1000

/**
 * Lets a person or a group belong to a team space, or gives them another role in it. Raises `space.member-changed`.
 * @param member - of this tenant: who asks has looked them up
 * @throws IsthmusError `space-not-found`, `forbidden`; `last-manager`, when nobody would manage the space any more;
 *   `validation-failed` for more than 1,000 members
 */
export async function putSpaceMember(
  context: FilesContext,
  actor: Actor,
  spaceId: number,
  member: SpaceMember & { readonly role: SpaceRole },
): Promise<void> {
  await context.database.write(async (tx) => {
    const space = await demandManagedTeam(context, tx, actor, spaceId)
    const others = await othersThan(tx, spaceId, member)
    if (member.role !== 'manager') keepAManager(others)
    if (others.length >= mostMembers) {
      throw fault('validation-failed', { because: because('too-many-members', { most: mostMembers }) })
    }
    await putMember(tx, spaceId, { ...member, since: context.clock.now() })
    const { kind, id, role } = member
    await recordSpace(context, tx, actor, 'member-put', space, { member: `${kind} ${id}`, role })
    await tell(context, tx, space, member)
  })
}

/**
 * Ends a membership. Everybody may leave; only managers remove others. Raises `space.member-changed`.
 * @throws IsthmusError `space-not-found`, `forbidden`, `last-manager`
 */
export async function removeSpaceMember(
  context: FilesContext,
  actor: Actor,
  spaceId: number,
  member: SpaceMember,
): Promise<void> {
  await context.database.write(async (tx) => {
    const leaves = actor.kind === 'user' && member.kind === 'user' && member.id === actor.userId
    const space = leaves
      ? await demandTeam(tx, actor, spaceId)
      : await demandManagedTeam(context, tx, actor, spaceId)
    keepAManager(await othersThan(tx, spaceId, member))
    await deleteMember(tx, spaceId, member)
    await recordSpace(context, tx, actor, 'member-removed', space, { member: `${member.kind} ${member.id}` })
    await tell(context, tx, space, member)
  })
}

/** What members share of the space may open something else now. */
async function tell(
  { events }: FilesContext,
  tx: Tx,
  { tenant }: Space,
  { kind, id }: SpaceMember,
): Promise<void> {
  await events.raise(tx, 'space.member-changed', { tenant, member: { kind, id } })
}

async function othersThan(tx: Tx, spaceId: number, { kind, id }: SpaceMember): Promise<SpaceMembership[]> {
  const members = await findMembers(tx, spaceId)
  return members.filter((member) => member.kind !== kind || member.id !== id)
}

/** A group counts, though it may be empty: whoever joins it manages the space. */
function keepAManager(members: readonly SpaceMembership[]): void {
  if (!members.some(({ role }) => role === 'manager')) throw fault('last-manager')
}
