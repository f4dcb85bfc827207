import type { TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { savePasswordHash } from '../passwords/credential-repository.ts'
import { requirePassword } from '../passwords/password.ts'
import { postPasswordChanged } from '../passwords/tell-password-changed.ts'
import { deleteSessionsOf } from '../sessions/session-repository.ts'
import { toActor } from '../users/user.ts'
import { deletePasswordLinksOf } from './password-link-repository.ts'
import { readPasswordLink } from './read-password-link.ts'

/** The token of a link, and the password that its user wants. */
export interface PasswordLinkCompletion {
  readonly token: string
  readonly password: string
}

/**
 * Gives a user the password that they chose by a link. All their links and browser sessions end; app passwords and
 * tokens stay. A mail tells them.
 * @returns the user name, to sign in with
 * @throws IsthmusError `not-found` when the link was used, its time is over, or it is none; `validation-failed`;
 *   `too-many-requests`
 */
export async function completePasswordLink(
  context: AccountsContext,
  tenant: TenantId,
  { token, password }: PasswordLinkCompletion,
): Promise<{ readonly username: string }> {
  const { database, clock, activity, hashing } = context
  // First, so that nobody makes this server hash for nothing.
  await readPasswordLink(context, database.read, tenant, token)
  const passwordHash = await hashing.hash(requirePassword(password))
  return database.write(async (tx) => {
    const { user, purpose } = await readPasswordLink(context, tx, tenant, token)
    await deletePasswordLinksOf(tx, user.id)
    await savePasswordHash(tx, user.id, passwordHash, clock.now())
    await deleteSessionsOf(tx, user.id)
    if (purpose === 'reset') await postPasswordChanged(context, tx, user)
    await activity.record(tx, toActor(user), {
      action: 'user.password-chosen',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { username: user.username, purpose },
    })
    return { username: user.username }
  })
}
