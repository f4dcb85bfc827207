import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { deleteSessionsOf } from '../sessions/session-repository.ts'
import { isCurrent, savePasswordHash } from './credential-repository.ts'
import { requirePassword } from './password.ts'
import { postPasswordChanged } from './tell-password-changed.ts'
import { verifyPassword } from './verify-password.ts'

/** What it takes to change one's own password. */
export interface PasswordChange {
  readonly oldPassword: string
  readonly newPassword: string
  /** IP address of the client: wrong old passwords count as attempts to sign in. */
  readonly address: string
}

/**
 * Changes the password of the actor. All browser sessions but the one that asks end; app passwords and tokens stay. A
 * mail tells the user.
 * @throws IsthmusError `validation-failed`, also for a wrong old password; `forbidden` with an app password; `conflict`
 *   when it was changed at the same moment; `too-many-requests`
 */
export async function changePassword(
  context: AccountsContext,
  actor: UserActor,
  { oldPassword, newPassword, address }: PasswordChange,
): Promise<void> {
  refuseAppPassword(actor)
  const password = requirePassword(newPassword, 'newPassword')
  const signIn = { username: actor.username, password: oldPassword, address }
  const verified = await verifyPassword(context, actor.tenant, signIn)
  if (!verified.ok || verified.user.id !== actor.userId) {
    throw fault('validation-failed', {
      errors: [wrongField('oldPassword', broken('wrong-password'))],
    })
  }
  const { database, clock, activity, hashing } = context
  const passwordHash = await hashing.hash(password)
  await database.write(async (tx) => {
    if (!(await isCurrent(tx, verified.credential))) {
      throw fault('conflict', { because: because('password-just-changed') })
    }
    await savePasswordHash(tx, actor.userId, passwordHash, clock.now())
    const { signedInBy } = actor
    await deleteSessionsOf(tx, actor.userId, signedInBy?.kind === 'session' ? signedInBy.id : undefined)
    await postPasswordChanged(context, tx, verified.user)
    await activity.record(tx, actor, {
      action: 'user.password-changed',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { username: actor.username },
    })
  })
}
