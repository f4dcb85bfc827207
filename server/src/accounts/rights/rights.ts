import type { Kysely } from 'kysely'
import type { Actor, UserActor } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { AccountsContext } from '../accounts-context.ts'
import {
  decideRights,
  type EffectiveRights,
  type Right,
  type RightsSetting,
  type RightsSubject,
} from './right.ts'
import { findRulings } from './right-repository.ts'
import { type RightsChange, readRights, setRights } from './set-rights.ts'

/** What people may do at all. `right.ts` says which of several settings counts. */
export interface Rights {
  /** Whether a user may do this. @param executor - the transaction of another room that it counts for */
  may(actor: Pick<UserActor, 'tenant' | 'userId'>, right: Right, executor?: Kysely<Schema>): Promise<boolean>
  /** All that a user may do. */
  rightsOf(user: Pick<UserActor, 'tenant' | 'userId'>): Promise<EffectiveRights>
  /** What is said about a subject, for administrators. @throws IsthmusError `forbidden`, `not-found`, `user-not-found` */
  readRights(actor: Actor, subject: RightsSubject): Promise<RightsSetting>
  /** For administrators. @throws IsthmusError `forbidden`, `not-found`, `user-not-found` */
  setRights(actor: Actor, subject: RightsSubject, change: RightsChange): Promise<RightsSetting>
}

export function createRights(context: AccountsContext): Rights {
  const { database } = context
  return {
    may: async ({ tenant, userId }, right, executor = database.read) =>
      decideRights(await findRulings(executor, tenant, userId))[right],
    rightsOf: async ({ tenant, userId }) => decideRights(await findRulings(database.read, tenant, userId)),
    readRights: (actor, subject) => readRights(database, actor, subject),
    setRights: (actor, subject, change) => setRights(context, actor, subject, change),
  }
}
