import type { UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import type { AppPassword } from './app-password.ts'
import { findAppPasswords } from './app-password-repository.ts'
import { type CreatedAppPassword, createAppPassword } from './create-app-password.ts'
import { revokeAppPassword } from './revoke-app-password.ts'

/** Passwords for programs that know only a name and a password; `authenticatePassword` takes them. */
export interface AppPasswords {
  /** @throws IsthmusError `validation-failed`, `conflict`, `forbidden` */
  createAppPassword(actor: UserActor, order: { readonly name: string }): Promise<CreatedAppPassword>
  /** The actor's own, oldest first. */
  listAppPasswords(actor: UserActor): Promise<AppPassword[]>
  /** One of the actor's own. @throws IsthmusError `not-found`, `forbidden` */
  revokeAppPassword(actor: UserActor, id: string): Promise<void>
}

export function createAppPasswords(context: AccountsContext): AppPasswords {
  return {
    createAppPassword: (actor, order) => createAppPassword(context, actor, order),
    listAppPasswords: (actor) => findAppPasswords(context.database.read, actor),
    revokeAppPassword: (actor, id) => revokeAppPassword(context, actor, id),
  }
}
