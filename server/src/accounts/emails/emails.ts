import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { addEmail } from './add-email.ts'
import { askForVerification } from './ask-for-verification.ts'
import type { UserEmail } from './email.ts'
import { findEmails } from './email-repository.ts'
import { removeEmail } from './remove-email.ts'
import { sendVerification, sendVerificationKind } from './send-verification.ts'
import { setPrimaryEmail } from './set-primary-email.ts'
import { type VerifiedEmail, verifyEmail } from './verify-email.ts'

/** The e-mail addresses of users: a primary one and aliases, verified by whoever reads their mail. */
export interface Emails {
  /** The actor's own, the primary one first. */
  listEmails(actor: UserActor): Promise<UserEmail[]>
  /**
   * Claims an address; a mail with a link goes there.
   * @throws IsthmusError `validation-failed`, `conflict`, `forbidden`, `mail-not-configured`, `too-many-requests`
   */
  addEmail(actor: UserActor, address: string): Promise<UserEmail>
  /**
   * Sends that mail again.
   * @throws IsthmusError `not-found`, `conflict`, `forbidden`, `mail-not-configured`, `too-many-requests`
   */
  askForVerification(actor: UserActor, address: string): Promise<void>
  /** Shows that the claim is right. @throws IsthmusError `not-found`, `conflict` */
  verifyEmail(tenant: TenantId, token: string): Promise<VerifiedEmail>
  /** @throws IsthmusError `not-found`, `conflict` while it is not verified, `forbidden` */
  setPrimaryEmail(actor: UserActor, address: string): Promise<void>
  /** @throws IsthmusError `not-found`, `conflict` for the primary one, `forbidden` */
  removeEmail(actor: UserActor, address: string): Promise<void>
}

/** Registers its jobs. */
export function createEmails(context: AccountsContext): Emails {
  context.jobs.handle(sendVerificationKind, sendVerification(context))
  return {
    listEmails: (actor) => findEmails(context.database.read, actor),
    addEmail: (actor, address) => addEmail(context, actor, address),
    askForVerification: (actor, address) => askForVerification(context, actor, address),
    verifyEmail: (tenant, token) => verifyEmail(context, tenant, token),
    setPrimaryEmail: (actor, address) => setPrimaryEmail(context, actor, address),
    removeEmail: (actor, address) => removeEmail(context, actor, address),
  }
}
