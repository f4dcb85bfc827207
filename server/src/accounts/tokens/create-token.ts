import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { checkNewToken, generateToken, hashToken, type NewToken, type Token } from './token.ts'
import { deleteExpiredTokens, findTokens, insertToken } from './token-repository.ts'

/** A token with the secret itself, which is told once and never again. */
export interface CreatedToken extends Token {
  readonly token: string
}

const mostTokens = 100

/**
 * Makes a bearer token with which a program is its owner.
 * @throws IsthmusError `validation-failed`; `conflict` when the user has 100 already; `forbidden` with an app password
 */
export async function createToken(
  { database, clock, ids, activity }: AccountsContext,
  actor: UserActor,
  order: NewToken,
): Promise<CreatedToken> {
  refuseAppPassword(actor)
  const now = clock.now()
  const { id, token } = generateToken(ids)
  const created: Token = { id, ...checkNewToken(order, now), createdAt: now }
  await database.write(async (tx) => {
    await deleteExpiredTokens(tx, actor, now)
    if ((await findTokens(tx, actor)).length >= mostTokens) {
      throw fault('conflict', { because: because('too-many-tokens', { most: mostTokens }) })
    }
    await insertToken(tx, actor, created, hashToken(token))
    await activity.record(tx, actor, {
      action: 'token.created',
      subjectKind: 'token',
      subjectId: id,
      detail: { name: created.name },
    })
  })
  return { ...created, token }
}
