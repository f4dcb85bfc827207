import type { Actor, UserActor } from '../../platform/actor.ts'
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
  /** Whether a user may do this. */
  may(actor: UserActor, right: Right): Promise<boolean>
  /** All that a user may do. */
  rightsOf(user: Pick<UserActor, 'tenant' | 'userId'>): Promise<EffectiveRights>
  /** What is said about a subject, for administrators. @throws IsthmusError `forbidden`, `not-found`, `user-not-found` */
  readRights(actor: Actor, subject: RightsSubject): Promise<RightsSetting>
  /** For administrators. @throws IsthmusError `forbidden`, `not-found`, `user-not-found` */
  setRights(actor: Actor, subject: RightsSubject, change: RightsChange): Promise<RightsSetting>
}

export function createRights(context: AccountsContext): Rights {
  const { database } = context
  const rightsOf: Rights['rightsOf'] = async ({ tenant, userId }) =>
    decideRights(await findRulings(database.read, tenant, userId))
  return {
    may: async (actor, right) => (await rightsOf(actor))[right],
    rightsOf,
    readRights: (actor, subject) => readRights(database, actor, subject),
    setRights: (actor, subject, change) => setRights(context, actor, subject, change),
  }
}
