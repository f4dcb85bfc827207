import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { type AddedEmail, addEmail } from './add-email.ts'
import type { UserEmail } from './email.ts'
import { findEmails } from './email-repository.ts'
import { removeEmail } from './remove-email.ts'
import { setPrimaryEmail } from './set-primary-email.ts'
import { type VerifiedEmail, verifyEmail } from './verify-email.ts'

/** The e-mail addresses of users: a primary one and aliases, verified by whoever reads their mail. */
export interface Emails {
  /** The actor's own, the primary one first. */
  listEmails(actor: UserActor): Promise<UserEmail[]>
  /** Claims an address. @throws IsthmusError `validation-failed`, `conflict`, `forbidden` */
  addEmail(actor: UserActor, address: string): Promise<AddedEmail>
  /** Shows that the claim is right. @throws IsthmusError `not-found`, `conflict` */
  verifyEmail(tenant: TenantId, token: string): Promise<VerifiedEmail>
  /** @throws IsthmusError `not-found`, `conflict` while it is not verified, `forbidden` */
  setPrimaryEmail(actor: UserActor, address: string): Promise<void>
  /** @throws IsthmusError `not-found`, `conflict` for the primary one, `forbidden` */
  removeEmail(actor: UserActor, address: string): Promise<void>
}

export function createEmails(context: AccountsContext): Emails {
  return {
    listEmails: (actor) => findEmails(context.database.read, actor),
    addEmail: (actor, address) => addEmail(context, actor, address),
    verifyEmail: (tenant, token) => verifyEmail(context, tenant, token),
    setPrimaryEmail: (actor, address) => setPrimaryEmail(context, actor, address),
    removeEmail: (actor, address) => removeEmail(context, actor, address),
  }
}
