import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { parseEmail } from '../emails/email.ts'
import { foldCase } from '../fold-case.ts'
import type { Group } from '../groups/group.ts'
import type { User } from '../users/user.ts'
import {
  type DirectoryQuery,
  findGroupsBetween,
  findUsersBetween,
  groupColumns,
  type NameRange,
  userColumns,
} from './directory-repository.ts'

/**
 * Whom people find in the directory without knowing the whole name.
 * - `all`: everybody, and all groups
 * - `groups`: who is in a group with them, and their own groups
 * - `exact`: nobody
 *
 * Who knows a whole user name, e-mail address or name of a group finds it always: sharing with it tells as much.
 */
export type DirectoryScope = 'all' | 'groups' | 'exact'

export interface DirectorySearch {
  readonly tenant: TenantId
  /** Who asks, and is never found. */
  readonly asker: UserId
  /** How a user name, display name or e-mail address begins; not empty. */
  readonly text: string
  readonly scope: DirectoryScope
  /** Of people and of groups. */
  readonly limit: number
}

/** Whom a search has found. */
export interface DirectoryFinding {
  /** Those whose user name or address the text is, then the others. */
  readonly users: readonly User[]
  readonly groups: readonly Group[]
}

/** Looks for people and groups by how their names begin. Every question to the database is led by an index. */
export async function lookAround(
  executor: Kysely<Schema>,
  { tenant, asker, text, scope, limit }: DirectorySearch,
): Promise<DirectoryFinding> {
  const whole = wholeNames(text)
  const anyone = { tenant, asker, limit, inGroupsOfAsker: false }
  const exact = { ...anyone, names: exactly(whole.name) }
  const questions = [
    findUsersBetween(executor, 'username_key', exact),
    findUsersBetween(executor, 'address_key', { ...anyone, names: exactly(whole.address) }),
    ...prefixQueries(anyone, whole.name, scope).flatMap((query) =>
      userColumns.map((column) => findUsersBetween(executor, column, query)),
    ),
  ]
  const groupQuestions = [
    findGroupsBetween(executor, 'name_key', exact),
    ...prefixQueries(anyone, whole.name, scope).flatMap((query) =>
      groupColumns.map((column) => findGroupsBetween(executor, column, query)),
    ),
  ]
  const [users, groups] = await Promise.all([Promise.all(questions), Promise.all(groupQuestions)])
  return { users: firstOf(users.flat(), limit), groups: firstOf(groups.flat(), limit) }
}

/** The user whose verified address this is, unless they are locked out. */
export async function findUserByEmail(
  executor: Kysely<Schema>,
  { tenant, asker, text }: Pick<DirectorySearch, 'tenant' | 'asker' | 'text'>,
): Promise<User | undefined> {
  const names = exactly(wholeNames(text).address)
  const query = { tenant, asker, names, inGroupsOfAsker: false, limit: 1 }
  return (await findUsersBetween(executor, 'address_key', query))[0]
}

function prefixQueries(
  anyone: Omit<DirectoryQuery, 'names'>,
  name: string,
  scope: DirectoryScope,
): DirectoryQuery[] {
  return scope === 'exact'
    ? []
    : [{ ...anyone, names: beginningWith(name), inGroupsOfAsker: scope === 'groups' }]
}

/** A text as a name, and as an address, which has its own ideas of what is the same. */
function wholeNames(text: string): { readonly name: string; readonly address: string } {
  const name = foldCase(text.trim())
  return { name, address: parseEmail(text)?.key ?? name }
}

/** What lies between the two and is not the name would go on with a NUL, which no name does. */
function exactly(name: string): NameRange {
  return { from: name, below: `${name}\u0001` }
}

/** U+10FFFF is no character: no name goes on with it. */
function beginningWith(name: string): NameRange {
  return { from: name, below: `${name}\u{10ffff}` }
}

function firstOf<T extends { readonly id: string }>(found: readonly T[], limit: number): T[] {
  return [...new Map(found.map((one) => [one.id, one])).values()].slice(0, limit)
}
