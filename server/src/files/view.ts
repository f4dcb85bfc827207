import { type ResourceRights } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Actor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { allRights } from '../platform/permissions.ts'
import type { FilesContext } from './context.ts'
import { roleOf } from './spaces/role-of.ts'
import { rightsOfRole } from './spaces/space.ts'
import { TreeRefusal } from './tree-refusal.ts'

/**
 * Which part of the node tree somebody sees, and what they may do in it. Every tree that this room hands out is one
 * set of use cases bound to a view.
 */
export type View = PersonalView | TeamView | SubtreeView

/** A user's own space, with the mounts in it and all rights. */
export interface PersonalView {
  readonly kind: 'personal'
  readonly tenant: TenantId
  readonly actor: UserActor
}

/** A team space, with the rights of the actor's role in it. */
export interface TeamView {
  readonly kind: 'team'
  readonly tenant: TenantId
  readonly actor: UserActor
  readonly spaceId: number
}

/** One file, or a folder and what is below it, without mounts: what was mounted into a folder is not shared with it. */
export interface SubtreeView {
  readonly kind: 'subtree'
  readonly tenant: TenantId
  readonly actor: Actor
  readonly rootId: number
  readonly rights: ResourceRights | RightsNow
}

/**
 * Asks for the rights of this moment, in the transaction of the change that they are asked for. It refuses with a
 * `ResourceError` when the view has ended.
 */
export type RightsNow = (executor: Kysely<Schema>) => Promise<ResourceRights>

/**
 * What the actor may do in the view at this moment.
 * @throws ResourceError `not-found`, for who does not belong to the team
 */
export async function rightsIn(
  context: Pick<FilesContext, 'groupsOf'>,
  view: View,
  executor: Kysely<Schema>,
): Promise<ResourceRights> {
  switch (view.kind) {
    case 'personal':
      return allRights
    case 'team': {
      const role = await roleOf(context, executor, view.actor, view.spaceId)
      if (role === undefined) throw new TreeRefusal('not-found', because('no-such-space'))
      return rightsOfRole[role]
    }
    case 'subtree':
      return typeof view.rights === 'function' ? view.rights(executor) : view.rights
  }
}

/** Where a view begins: the root of a space, or any node. */
export type Anchor =
  | { readonly tenant: TenantId; readonly personalSpaceOf: UserId }
  | { readonly tenant: TenantId; readonly spaceId: number }
  | { readonly tenant: TenantId; readonly nodeId: number }

export function anchorOf(view: View): Anchor {
  const { tenant } = view
  switch (view.kind) {
    case 'personal':
      return { tenant, personalSpaceOf: view.actor.userId }
    case 'team':
      return { tenant, spaceId: view.spaceId }
    case 'subtree':
      return { tenant, nodeId: view.rootId }
  }
}

/** An anchor of any kind as the values of one query. */
export interface AnchorValues {
  readonly tenant: TenantId
  readonly nodeId: number | null
  readonly spaceId: number | null
  readonly owner: UserId | null
}

export function valuesOf(anchor: Anchor): AnchorValues {
  return {
    tenant: anchor.tenant,
    nodeId: 'nodeId' in anchor ? anchor.nodeId : null,
    spaceId: 'spaceId' in anchor ? anchor.spaceId : null,
    owner: 'personalSpaceOf' in anchor ? anchor.personalSpaceOf : null,
  }
}
