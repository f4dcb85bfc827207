import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { wrongField } from '../../platform/field-rules.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { credentialNameRule, parseCredentialName } from '../credential-name.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { type AppPassword, generateAppPassword, hashAppPassword, parseAppPassword } from './app-password.ts'
import { findAppPasswords, insertAppPassword } from './app-password-repository.ts'

/** An app password with the password itself, which is told once and never again. */
export interface CreatedAppPassword extends AppPassword {
  readonly password: string
}

const mostAppPasswords = 100

/**
 * Makes a password with which one program signs in as its owner, over DAV and the API.
 * @throws IsthmusError `validation-failed`; `conflict` when the user has 100 already; `forbidden` with an app password
 */
export async function createAppPassword(
  { database, clock, ids, activity }: AccountsContext,
  actor: UserActor,
  order: { readonly name: string },
): Promise<CreatedAppPassword> {
  refuseAppPassword(actor)
  const name = parseCredentialName(order.name)
  if (name === undefined) {
    throw fault('validation-failed', { errors: [wrongField('name', credentialNameRule)] })
  }
  const password = generateAppPassword(ids)
  const created: AppPassword = { id: ids.uuid(), name, createdAt: clock.now() }
  await database.write(async (tx) => {
    if ((await findAppPasswords(tx, actor)).length >= mostAppPasswords) {
      throw fault('conflict', {
        because: because('too-many-app-passwords', { most: mostAppPasswords }),
      })
    }
    await insertAppPassword(tx, actor, created, hashAppPassword(parseAppPassword(password) ?? ''))
    await activity.record(tx, actor, {
      action: 'app-password.created',
      subjectKind: 'app-password',
      subjectId: created.id,
      detail: { name },
    })
  })
  return { ...created, password }
}
