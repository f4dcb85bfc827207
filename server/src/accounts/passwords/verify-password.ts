import type { TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { limitAttempts } from '../attempts/limit-attempts.ts'
import type { User } from '../users/user.ts'
import { parseUsername } from '../users/username.ts'
import { type Credential, findUserWithCredential, refreshPasswordHash } from './credential-repository.ts'
import { normalisePassword } from './password.ts'

/** What somebody signs in with. */
export interface PasswordSignIn {
  readonly username: string
  readonly password: string
  /** IP address of the client. */
  readonly address: string
}

/** A user whose password has just been shown, or why it is nobody. */
export type PasswordOutcome =
  | { readonly ok: true; readonly user: User; readonly credential: Credential }
  | { readonly ok: false; readonly reason: PasswordRefusal }

/** Name and password do not belong together; or they do, and the account is locked. */
export type PasswordRefusal = 'wrong' | 'disabled'

/**
 * Who a user name and the account's own password belong to. A name that nobody has takes the same work and counts the
 * same attempts as a wrong password; one that is remembered counts none. That an account is disabled hears only who
 * knows its password.
 * @throws IsthmusError `too-many-requests`
 */
export async function verifyPassword(
  context: AccountsContext,
  tenant: TenantId,
  signIn: PasswordSignIn,
): Promise<PasswordOutcome> {
  const password = normalisePassword(signIn.password)
  if (password === undefined) return { ok: false, reason: 'wrong' }
  const parsed = parseUsername(signIn.username)
  const name = parsed.ok ? parsed.key : signIn.username
  const known = await findUserWithCredential(context.database.read, tenant, name)
  const owner =
    known === undefined
      ? { id: `${tenant}:${name}`, version: 0 }
      : { id: known.user.id, version: known.credential.version }
  const attempter = { tenant, name, address: signIn.address }
  const right = await context.memory.matches(owner, password, () =>
    limitAttempts(context, attempter, () => verify(context, known?.credential, password)),
  )
  if (known === undefined || !right) return { ok: false, reason: 'wrong' }
  return known.user.disabled ? { ok: false, reason: 'disabled' } : { ok: true, ...known }
}

async function verify(
  context: AccountsContext,
  credential: Credential | undefined,
  password: string,
): Promise<boolean> {
  const { hashing } = context
  if (credential === undefined) {
    await hashing.verifyNobody(password)
    return false
  }
  if (!(await hashing.verify(credential.passwordHash, password))) return false
  if (hashing.isOutdated(credential.passwordHash)) await rehash(context, credential, password)
  return true
}

/** The one moment at which the password is known and the hash can get today's parameters. */
async function rehash(
  { database, hashing, logger }: AccountsContext,
  credential: Credential,
  password: string,
): Promise<void> {
  try {
    const passwordHash = await hashing.hash(password)
    await database.write((tx) => refreshPasswordHash(tx, credential, passwordHash))
  } catch (error) {
    logger.warn('password.not-rehashed', { user: credential.userId, error })
  }
}
