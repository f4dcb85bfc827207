import type { Kysely } from 'kysely'
import type { Actor, TenantId, UserActor, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { hasWords, searchWords } from '../browse/search-words.ts'
import type { FilesContext } from '../context.ts'
import { demandAdmin } from './demand-team.ts'
import { findMemberships, findMembersOfSpaces } from './member-repository.ts'
import { roleOf } from './role-of.ts'
import { highestRole, type SpaceMembership } from './space.ts'
import {
  findPersonalSpace,
  findSpace,
  findSpaces,
  findSpacesOfPeople,
  findSpacesOfTenant,
  findTeamNames,
  type SpaceQuery,
} from './space-repository.ts'
import { type SpaceView, viewOfSpace } from './space-view.ts'

/** The ids of the spaces that a user works in. */
export async function spacesOf(
  { database: { read }, groupsOf }: FilesContext,
  { tenant, userId }: UserActor,
): Promise<number[]> {
  const own = await findPersonalSpace(read, tenant, userId)
  const memberships = await findMemberships(read, userId, await groupsOf(read, tenant, userId))
  return [...new Set([...(own === undefined ? [] : [own.id]), ...memberships.map(({ spaceId }) => spaceId)])]
}

/** The spaces that a user works in: their own one first, then those of teams. */
export async function listSpaces(
  { database: { read }, groupsOf }: FilesContext,
  { tenant, userId }: UserActor,
): Promise<SpaceView[]> {
  const own = await findPersonalSpace(read, tenant, userId)
  const memberships = await findMemberships(read, userId, await groupsOf(read, tenant, userId))
  const roles = Map.groupBy(memberships, ({ spaceId }) => spaceId)
  const teams = await findSpaces(read, tenant, [...roles.keys()])
  return [
    ...(own === undefined ? [] : [viewOfSpace(own, 'manager')]),
    ...teams.map((space) =>
      viewOfSpace(space, highestRole((roles.get(space.id) ?? []).map(({ role }) => role))),
    ),
  ]
}

const longestPage = 500

/** A space, and who belongs to it. */
export interface PeopledSpace extends SpaceView {
  /** Of a team. */
  readonly members: readonly SpaceMembership[]
}

/** Which spaces an administrator wants to see. */
export interface AllSpacesQuery extends SpaceQuery {
  /** Only those of teams whose name contains all words of `text`, and those of these people. */
  readonly search?: { readonly text: string; readonly owners: readonly UserId[] }
}

/**
 * All spaces of a cloud, for administrators: those of people, of teams, of one person, or what a search finds.
 * @param query - `limit`: at most 500; with `search`, `owner` counts for nothing
 * @throws IsthmusError `forbidden`
 */
export async function listAllSpaces(
  { database: { read } }: FilesContext,
  actor: Actor,
  { search, ...query }: AllSpacesQuery,
): Promise<PeopledSpace[]> {
  demandAdmin(actor)
  const limit = Math.max(1, Math.min(query.limit, longestPage))
  const spaces =
    search === undefined
      ? await findSpacesOfTenant(read, actor.tenant, { ...query, limit })
      : await findSpaces(
          read,
          actor.tenant,
          await searchSpaces(read, actor.tenant, { search, ...query, limit }),
        )
  const members = await findMembersOfSpaces(
    read,
    spaces.map(({ id }) => id),
  )
  return spaces.map((space) => ({ ...viewOfSpace(space, undefined), members: members.get(space.id) ?? [] }))
}

/** @returns ids, the oldest first */
async function searchSpaces(
  read: Kysely<Schema>,
  tenant: TenantId,
  {
    kind,
    after = 0,
    limit,
    search: { text, owners },
  }: AllSpacesQuery & Required<Pick<AllSpacesQuery, 'search'>>,
): Promise<number[]> {
  const words = searchWords(text)
  const teams = kind === 'personal' ? [] : await findTeamNames(read, tenant, after)
  const own = kind === 'team' ? [] : await findSpacesOfPeople(read, tenant, owners, after)
  return [...teams.filter(({ name }) => hasWords(name, words)).map(({ id }) => id), ...own]
    .toSorted((one, other) => one - other)
    .slice(0, limit)
}

/**
 * One space: the user's own one, or one of a team that they belong to; any for administrators.
 * @throws IsthmusError `space-not-found`
 */
export async function readSpace(context: FilesContext, actor: Actor, spaceId: number): Promise<SpaceView> {
  const { read } = context.database
  const space = await findSpace(read, actor.tenant, spaceId)
  if (space === undefined) throw fault('space-not-found')
  if (actor.kind === 'user') {
    if (space.owner === actor.userId) return viewOfSpace(space, 'manager')
    const role = space.kind === 'team' ? await roleOf(context, read, actor, spaceId) : undefined
    if (role !== undefined || actor.admin) return viewOfSpace(space, role)
  }
  if (actor.kind === 'operator' || actor.kind === 'system') return viewOfSpace(space, undefined)
  throw fault('space-not-found')
}
