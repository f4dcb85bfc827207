import type { Actor, TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { askForReset, type ResetRequest } from './ask-for-reset.ts'
import { completePasswordLink, type PasswordLinkCompletion } from './complete-password-link.ts'
import { inviteUser } from './invite-user.ts'
import { type OpenPasswordLink, readPasswordLink } from './read-password-link.ts'
import { sendPasswordLink, sendPasswordLinkKind } from './send-password-link.ts'

/** Links in mails by which users choose a password: a forgotten one anew, or their first. */
export interface PasswordLinks {
  /** Sends one, if there is such a user. @throws IsthmusError `too-many-requests` */
  askForPasswordReset(tenant: TenantId, request: ResetRequest): Promise<void>
  /** Sends a new user theirs once more. @throws IsthmusError `forbidden`, `user-not-found`, `conflict`, `mail-not-configured` */
  inviteUser(actor: Actor, username: string): Promise<void>
  /** Whose it is. @throws IsthmusError `not-found` when it does not work, or not any more */
  readPasswordLink(tenant: TenantId, token: string): Promise<OpenPasswordLink>
  /** Chooses the password, once. @throws IsthmusError `not-found`, `validation-failed`, `too-many-requests` */
  completePasswordLink(
    tenant: TenantId,
    completion: PasswordLinkCompletion,
  ): Promise<{ readonly username: string }>
}

/** Registers its jobs. */
export function createPasswordLinks(context: AccountsContext): PasswordLinks {
  context.jobs.handle(sendPasswordLinkKind, sendPasswordLink(context))
  return {
    askForPasswordReset: (tenant, request) => askForReset(context, tenant, request),
    inviteUser: (actor, username) => inviteUser(context, actor, username),
    readPasswordLink: (tenant, token) => readPasswordLink(context, context.database.read, tenant, token),
    completePasswordLink: (tenant, completion) => completePasswordLink(context, tenant, completion),
  }
}
