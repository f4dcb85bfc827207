import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { deleteEmail, deletePrimaryEmail, insertVerifiedEmail } from '../emails/email-repository.ts'
import { isAdmin } from '../require-admin.ts'
import { findUser } from './find-user.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import { type CheckedUserChange, checkUserChange, toActor, type User, type UserChange } from './user.ts'
import { findUserById, updateUser } from './user-repository.ts'

/**
 * Changes what is known about a user: everything for administrators; name, language and time zone for oneself.
 * @throws IsthmusError `forbidden`, `user-not-found`, `validation-failed`; `conflict` when the last administrator would
 *   be none, or the e-mail address belongs to somebody else
 */
export async function changeUser(
  context: AccountsContext,
  actor: Actor,
  username: string,
  change: UserChange,
): Promise<User> {
  const user = await readChangeable(context, actor, username, change)
  const checked = checkUserChange(change)
  return context.database.write(async (tx) => {
    const before = await findUserById(tx, user.tenant, user.id)
    if (before === undefined) throw fault('user-not-found')
    if (checked.admin === false) await keepAnAdmin(tx, before)
    await updateUser(tx, changed(before, checked))
    if (checked.email !== undefined) await replaceEmail(context, tx, before, checked.email)
    await record(context, tx, actor, before, checked)
    return (await findUserById(tx, user.tenant, user.id)) ?? before
  })
}

async function readChangeable(
  { database }: AccountsContext,
  actor: Actor,
  username: string,
  { admin, email }: UserChange,
): Promise<User> {
  const user = await findUser(database.read, actor.tenant, username)
  const oneself = actor.kind === 'user' && actor.userId === user?.id
  if (!isAdmin(actor) && (!oneself || admin !== undefined || email !== undefined)) {
    throw fault('forbidden', { because: because('own-profile-alone') })
  }
  if (user === undefined) throw fault('user-not-found')
  return user
}

function changed(user: User, { displayName, language, timeZone, admin }: CheckedUserChange): User {
  const { language: oldLanguage, timeZone: oldTimeZone, ...rest } = user
  const newLanguage = language === undefined ? oldLanguage : language
  const newTimeZone = timeZone === undefined ? oldTimeZone : timeZone
  return {
    ...rest,
    displayName: displayName ?? user.displayName,
    admin: admin ?? user.admin,
    ...(typeof newLanguage === 'string' && { language: newLanguage }),
    ...(typeof newTimeZone === 'string' && { timeZone: newTimeZone }),
  }
}

/** The address before goes: an administrator replaces what is wrong, while a user keeps aliases. */
async function replaceEmail(
  { clock }: AccountsContext,
  tx: Tx,
  user: User,
  email: NonNullable<CheckedUserChange['email']> | null,
): Promise<void> {
  const owner = toActor(user)
  await deletePrimaryEmail(tx, owner)
  if (email === null) return
  await deleteEmail(tx, owner, email.key)
  const now = clock.now()
  const verified = { primary: true, verifiedAt: now, createdAt: now }
  if (await insertVerifiedEmail(tx, owner, email, verified)) return
  throw fault('conflict', { because: because('address-of-other', { address: email.address }) })
}

async function record(
  { activity }: AccountsContext,
  tx: Tx,
  actor: Actor,
  { id, username }: User,
  { email, ...rest }: CheckedUserChange,
): Promise<void> {
  const detail = { username, ...rest, ...(email !== undefined && { email: email?.address ?? null }) }
  await activity.record(tx, actor, {
    action: 'user.changed',
    subjectKind: 'user',
    subjectId: id,
    detail,
  })
}
