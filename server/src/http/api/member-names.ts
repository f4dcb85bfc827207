import type { SpaceMember } from '../../files/index.ts'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Application } from '../application.ts'

/** Somebody who belongs to a space, by name. */
export interface MemberName {
  readonly kind: 'user' | 'group'
  readonly name: string
  readonly displayName: string
}

/** Looks up what members are called, with two statements for all of them. @returns `undefined` for who is deleted */
export async function memberNames(
  { accounts, database }: Pick<Application, 'accounts' | 'database'>,
  tenant: TenantId,
  members: readonly SpaceMember[],
): Promise<(member: SpaceMember) => MemberName | undefined> {
  const idsOf = (wanted: SpaceMember['kind']) => [
    ...new Set(members.flatMap(({ kind, id }) => (kind === wanted ? [id] : []))),
  ]
  const [users, groups] = await Promise.all([
    accounts.usersById(database.read, tenant, idsOf('user') as UserId[]),
    accounts.groupsById(tenant, idsOf('group')),
  ])
  return ({ kind, id }) => {
    if (kind === 'user') {
      const user = users.get(id as UserId)
      return user && { kind, name: user.username, displayName: user.displayName }
    }
    const group = groups.get(id)
    return group && { kind, name: group.name, displayName: group.displayName }
  }
}
