/**
 * Tenants and the people in them: who exists, what they may do, and who it is that asks.
 *
 * Each folder is one part of it. A file named like the folder says what that part offers; the other files are laid out
 * as in every room.
 */
import type { Tx } from '../platform/database/index.ts'
import type { DomainEvents } from '../platform/events.ts'
import type { AccountsOptions } from './accounts-context.ts'
import { type AppPasswords, createAppPasswords } from './app-passwords/app-passwords.ts'
import { UnwrittenAttempts } from './attempts/unwritten-attempts.ts'
import { createDirectory, type Directory } from './directory/directory.ts'
import { createEmails, type Emails } from './emails/emails.ts'
import { createGroups, type Groups } from './groups/groups.ts'
import { mailNotification } from './notices/mail-notification.ts'
import { sendNotifications, sendNotificationsKind } from './notices/send-notifications.ts'
import { createOutgoingMail, type OutgoingMail } from './outgoing-mail/outgoing-mail.ts'
import { createPasswordLinks, type PasswordLinks } from './password-links/password-links.ts'
import { createPasswordHashing } from './passwords/password-hashing.ts'
import { PasswordMemory } from './passwords/password-memory.ts'
import { createPasswords, type Passwords } from './passwords/passwords.ts'
import { createRights, type Rights } from './rights/rights.ts'
import { createSessions, type Sessions } from './sessions/sessions.ts'
import { createSetup, type Setup } from './setup/setup.ts'
import { createTenants, type Tenants } from './tenants/tenants.ts'
import { createTokens, type Tokens } from './tokens/tokens.ts'
import { createUsers, type Users } from './users/users.ts'

export type { AccountsOptions } from './accounts-context.ts'
export type { AppPassword } from './app-passwords/app-password.ts'
export { networkOf } from './attempts/attempt.ts'
export type { DirectoryScope } from './directory/look-around.ts'
export { parseEmail, type UserEmail } from './emails/email.ts'
export type { Group } from './groups/group.ts'
export type { OpenPasswordLink } from './password-links/read-password-link.ts'
export { requireAdmin } from './require-admin.ts'
export { rights } from './rights/right.ts'
export { csrfToken, type Session, sessionLifetime } from './sessions/session.ts'
export { createSettings, type Settings, type SettingView } from './settings/settings.ts'
export type { Tenant } from './tenants/tenant.ts'
export { findInstanceId } from './tenants/tenant-repository.ts'
export type { Token } from './tokens/token.ts'
export type { User } from './users/user.ts'

export interface Accounts
  extends Tenants,
    Setup,
    Users,
    Directory,
    Emails,
    Groups,
    Rights,
    Passwords,
    PasswordLinks,
    OutgoingMail,
    Sessions,
    AppPasswords,
    Tokens {
  /** Subscribe it to `notification.to-mail`. */
  mailNotification(tx: Tx, notification: DomainEvents['notification.to-mail']): Promise<void>
}

export function createAccounts(options: AccountsOptions): Accounts {
  const memory = new PasswordMemory(options.clock, options.ids.secret(), mostRemembered)
  const context = {
    ...options,
    hashing: createPasswordHashing(),
    memory,
    unwritten: new UnwrittenAttempts(),
  }
  context.jobs.handle(sendNotificationsKind, sendNotifications(context))
  return {
    ...createTenants(context),
    ...createSetup(context),
    ...createUsers(context),
    ...createDirectory(context),
    ...createEmails(context),
    ...createGroups(context),
    ...createRights(context),
    ...createPasswords(context),
    ...createPasswordLinks(context),
    ...createOutgoingMail(context),
    ...createSessions(context),
    ...createAppPasswords(context),
    ...createTokens(context),
    mailNotification: (tx, notification) => mailNotification(context, tx, notification),
  }
}

const mostRemembered = 10_000
