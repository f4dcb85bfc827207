import type { TenantId, UserId } from '../../platform/actor.ts'
import { allRights, type Rights } from '../../platform/permissions.ts'
import type { SpaceUsage } from '../change.ts'

/** A tree of files with an owner of its own: a person, or a team. */
export interface Space {
  /** Never used twice. */
  readonly id: number
  readonly tenant: TenantId
  readonly kind: 'personal' | 'team'
  /** Of a personal space. */
  readonly owner?: UserId
  /** Of a team space; the empty string for a personal one. */
  readonly name: string
  readonly rootId: number
  readonly usage: SpaceUsage
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/**
 * What somebody may do in a team space: a viewer reads; an editor also changes, removes and shares; a manager also
 * decides who belongs to it, empties its trash, and ends it.
 */
export type SpaceRole = 'viewer' | 'editor' | 'manager'

const spaceRoles = ['viewer', 'editor', 'manager'] as const satisfies readonly SpaceRole[]

export const rightsOfRole: Record<SpaceRole, Rights> = {
  viewer: { read: true, update: false, create: false, delete: false, share: false },
  editor: allRights,
  manager: allRights,
}

/** The role that allows the most; `undefined` when there is none. */
export function highestRole(roles: readonly SpaceRole[]): SpaceRole | undefined {
  return spaceRoles.findLast((role) => roles.includes(role))
}

/** A person, or everybody in a group. */
export interface SpaceMember {
  readonly kind: 'user' | 'group'
  readonly id: string
}

export interface SpaceMembership extends SpaceMember {
  readonly role: SpaceRole
  /** Epoch milliseconds. */
  readonly since: number
}
