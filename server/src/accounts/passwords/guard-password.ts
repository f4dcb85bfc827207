import type { TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { limitAttempts } from '../attempts/limit-attempts.ts'
import { normalisePassword, requirePassword } from './password.ts'

/** Something other than an account that a password opens. */
export interface Guarded {
  /** Attempts are counted by it; nobody can come by it from outside, or they could use up those of others. */
  readonly name: string
  readonly passwordHash: string
  /** Grows with every change of the password. */
  readonly version: number
}

/**
 * What to store of a password that opens something other than an account.
 * @throws IsthmusError `validation-failed` when it breaks the rules for passwords, `too-many-requests`
 */
export async function hashGuardPassword({ hashing }: AccountsContext, password: string): Promise<string> {
  return hashing.hash(requirePassword(password))
}

/**
 * Whether a password opens something, under the same limits on guessing as for accounts.
 * @throws IsthmusError `too-many-requests`
 */
export async function matchesGuardPassword(
  context: AccountsContext,
  tenant: TenantId,
  { name, passwordHash, version }: Guarded,
  shown: { readonly password: string; readonly address: string },
): Promise<boolean> {
  const password = normalisePassword(shown.password)
  if (password === undefined) return false
  const attempter = { tenant, name: `guard ${name}`, address: shown.address }
  return context.memory.matches({ id: `guard ${name}`, version }, password, () =>
    limitAttempts(context, attempter, () => context.hashing.verify(passwordHash, password)),
  )
}
