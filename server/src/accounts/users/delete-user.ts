import type { Actor, UserId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { deleteAppPasswordsOf } from '../app-passwords/app-password-repository.ts'
import { deleteEmailsOf } from '../emails/email-repository.ts'
import { deleteMembershipsOf } from '../groups/member-repository.ts'
import { deletePasswordLinksOf } from '../password-links/password-link-repository.ts'
import { deleteCredential } from '../passwords/credential-repository.ts'
import { requireAdmin } from '../require-admin.ts'
import { deleteRightsOf } from '../rights/right-repository.ts'
import { deleteSessionsOf } from '../sessions/session-repository.ts'
import { deleteTokensOf } from '../tokens/token-repository.ts'
import { findUser, requireUser } from './find-user.ts'
import { insertFormerUsername } from './former-username-repository.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import type { User } from './user.ts'
import { deleteUserRow } from './user-repository.ts'

/** Who gets what the user leaves behind. */
export interface UserDeletion {
  /** User name of the heir; without one, what was theirs is deleted with them. */
  readonly handOverTo?: string
}

/**
 * Ends an account for good; nobody gets its name any more. The rooms that keep something for it hear `user.deleted` in the same transaction.
 * @throws IsthmusError `forbidden`, `user-not-found`; `conflict` for the last administrator; `validation-failed` for an
 *   heir who does not exist, is disabled or is the same user
 */
export async function deleteUser(
  { database, clock, activity, events }: AccountsContext,
  actor: Actor,
  username: string,
  { handOverTo }: UserDeletion,
): Promise<void> {
  requireAdmin(actor)
  await database.write(async (tx) => {
    const user = await requireUser(tx, actor.tenant, username)
    const heir = handOverTo === undefined ? undefined : await requireHeir(tx, user, handOverTo)
    await keepAnAdmin(tx, user)
    await events.raise(tx, 'user.deleted', {
      tenant: user.tenant,
      userId: user.id,
      name: user.displayName,
      ...(heir !== undefined && { handOverTo: heir.id }),
    })
    await deleteRows(tx, user.id)
    await insertFormerUsername(tx, user.tenant, user.username, clock.now())
    await activity.record(tx, actor, {
      action: 'user.deleted',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { username: user.username, handOverTo: heir?.username ?? null },
    })
  })
}

async function requireHeir(tx: Tx, user: User, handOverTo: string): Promise<User> {
  const heir = await findUser(tx, user.tenant, handOverTo)
  if (heir !== undefined && !heir.disabled && heir.id !== user.id) return heir
  throw fault('validation-failed', {
    errors: [wrongField('handOverTo', broken('no-successor'))],
  })
}

async function deleteRows(tx: Tx, id: UserId): Promise<void> {
  await deleteSessionsOf(tx, id)
  await deleteAppPasswordsOf(tx, id)
  await deleteTokensOf(tx, id)
  await deleteCredential(tx, id)
  await deletePasswordLinksOf(tx, id)
  await deleteEmailsOf(tx, id)
  await deleteMembershipsOf(tx, id)
  await deleteRightsOf(tx, { kind: 'user', id })
  await deleteUserRow(tx, id)
}
