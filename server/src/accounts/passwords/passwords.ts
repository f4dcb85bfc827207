import type { Actor, TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { authenticatePassword } from './authenticate-password.ts'
import { changePassword, type PasswordChange } from './change-password.ts'
import { type Guarded, hashGuardPassword, matchesGuardPassword } from './guard-password.ts'
import { setPassword } from './set-password.ts'
import { tellPasswordChanged, tellPasswordChangedKind } from './tell-password-changed.ts'
import type { PasswordSignIn } from './verify-password.ts'

/** Passwords, and the limit on guessing them. */
export interface Passwords {
  /**
   * Who a name and a password, own or of an app, belong to; `undefined` when they do not.
   * @throws IsthmusError `too-many-requests`
   */
  authenticatePassword(tenant: TenantId, signIn: PasswordSignIn): Promise<UserActor | undefined>
  /** The own one. @throws IsthmusError `validation-failed`, `forbidden`, `conflict`, `too-many-requests` */
  changePassword(actor: UserActor, change: PasswordChange): Promise<void>
  /** Somebody's, for administrators. @throws IsthmusError `forbidden`, `user-not-found`, `validation-failed` */
  setPassword(actor: Actor, username: string, password: string): Promise<void>
  /** What to store of a password that opens something else than an account. @throws IsthmusError `validation-failed` */
  hashGuardPassword(password: string): Promise<string>
  /** Whether a password opens it. @throws IsthmusError `too-many-requests` */
  matchesGuardPassword(
    tenant: TenantId,
    guarded: Guarded,
    shown: { readonly password: string; readonly address: string },
  ): Promise<boolean>
}

/** Registers its jobs. */
export function createPasswords(context: AccountsContext): Passwords {
  context.jobs.handle(tellPasswordChangedKind, tellPasswordChanged(context))
  return {
    authenticatePassword: (tenant, signIn) => authenticatePassword(context, tenant, signIn),
    changePassword: (actor, change) => changePassword(context, actor, change),
    setPassword: (actor, username, password) => setPassword(context, actor, username, password),
    hashGuardPassword: (password) => hashGuardPassword(context, password),
    matchesGuardPassword: (tenant, guarded, shown) => matchesGuardPassword(context, tenant, guarded, shown),
  }
}
