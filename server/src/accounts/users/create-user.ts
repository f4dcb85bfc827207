import type { Actor, TenantId, UserId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import type { ParsedEmail } from '../emails/email.ts'
import { insertVerifiedEmail } from '../emails/email-repository.ts'
import { postInvitation } from '../password-links/invite-user.ts'
import { savePasswordHash } from '../passwords/credential-repository.ts'
import { requireAdmin } from '../require-admin.ts'
import { requireMail } from '../require-mail.ts'
import { isFormerUsername } from './former-username-repository.ts'
import { checkNewUser, type NewUser, toActor, type User } from './user.ts'
import { insertUser } from './user-repository.ts'

/**
 * Makes an account in the tenant of the actor and raises `user.created`. Without a password, a mail with a link to choose
 * one goes to the user.
 * @throws IsthmusError `forbidden`, `validation-failed`, `user-exists`, `user-name-used`, `too-many-requests`;
 *   `mail-not-configured`; `conflict` when the e-mail address belongs to somebody else
 */
export async function createUser(context: AccountsContext, actor: Actor, order: NewUser): Promise<User> {
  requireAdmin(actor)
  const prepared = await prepareUser(context, actor.tenant, order)
  await context.database.write((tx) => storeUser(context, tx, actor, prepared))
  return prepared.user
}

/** An account that can be stored: what takes long is done. */
export interface PreparedUser {
  readonly user: User
  readonly usernameKey: string
  /** Absent when the user is to choose a password by mail. */
  readonly passwordHash: string | undefined
  readonly email: ParsedEmail | undefined
}

/**
 * Holds what is asked for against the rules, and hashes the password.
 * @throws IsthmusError `validation-failed`, `too-many-requests`, `mail-not-configured`
 */
export async function prepareUser(
  context: AccountsContext,
  tenant: TenantId,
  order: NewUser,
): Promise<PreparedUser> {
  const { clock, ids, hashing } = context
  const { usernameKey, password, email, profile } = checkNewUser(order)
  if (password === undefined) await requireMail(context, tenant)
  const passwordHash = password === undefined ? undefined : await hashing.hash(password)
  const user: User = {
    id: ids.uuid() as UserId,
    tenant,
    ...profile,
    ...(email !== undefined && { email: email.address }),
    disabled: false,
    createdAt: clock.now(),
  }
  return { user, usernameKey, passwordHash, email }
}

/**
 * Stores an account and raises `user.created`.
 * @throws IsthmusError `user-exists`, `user-name-used`, `conflict`
 */
export async function storeUser(
  context: AccountsContext,
  tx: Tx,
  actor: Actor,
  { user, usernameKey, passwordHash, email }: PreparedUser,
): Promise<void> {
  const { activity, events } = context
  const { createdAt } = user
  if (await isFormerUsername(tx, user.tenant, usernameKey)) throw fault('user-name-used')
  if (!(await insertUser(tx, user, usernameKey))) throw fault('user-exists')
  if (passwordHash !== undefined) await savePasswordHash(tx, user.id, passwordHash, createdAt)
  const verified = { primary: true, verifiedAt: createdAt, createdAt }
  if (email !== undefined && !(await insertVerifiedEmail(tx, toActor(user), email, verified))) {
    throw fault('conflict', { because: because('address-of-other', { address: email.address }) })
  }
  if (passwordHash === undefined) await postInvitation(context, tx, user)
  await activity.record(tx, actor, {
    action: 'user.created',
    subjectKind: 'user',
    subjectId: user.id,
    detail: { username: user.username, admin: user.admin, invited: passwordHash === undefined },
  })
  await events.raise(tx, 'user.created', { tenant: user.tenant, userId: user.id, username: user.username })
}
