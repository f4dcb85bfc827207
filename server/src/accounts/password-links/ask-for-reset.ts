import type { TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { limitAttempts } from '../attempts/limit-attempts.ts'
import { parseEmail } from '../emails/email.ts'
import { findOwnerOfEmail } from '../emails/email-repository.ts'
import { findUser } from '../users/find-user.ts'
import { linkLifetimes } from './password-link.ts'
import { sendPasswordLinkKind } from './send-password-link.ts'

/** Who has forgotten a password. */
export interface ResetRequest {
  /** A user name, or a verified e-mail address. */
  readonly login: string
  /** IP address of the client: requests count as attempts to sign in. */
  readonly address: string
}

/**
 * Sends a link by which a user chooses a new password, to the address that was given or to the primary one. Whether
 * there is such a user is not told, and does not show in the time: for nobody the same is written, and nothing comes
 * of it.
 * @throws IsthmusError `too-many-requests`, whether there is such a user or not
 */
export async function askForReset(
  context: AccountsContext,
  tenant: TenantId,
  { login, address }: ResetRequest,
): Promise<void> {
  const { database, clock, mail } = context
  const email = parseEmail(login)
  const name = `reset ${email?.key ?? login.trim().toLowerCase()}`
  // Never right: every request counts.
  await limitAttempts(context, { tenant, name, address }, async () => false)
  const [byName, byEmail] = await Promise.all([
    findUser(database.read, tenant, login.trim()),
    findOwnerOfEmail(database.read, tenant, email?.key ?? ''),
  ])
  await database.write((tx) =>
    mail.post(tx, {
      kind: sendPasswordLinkKind,
      tenant,
      payload: {
        purpose: 'reset',
        user: byName?.id ?? byEmail ?? '',
        address: byEmail === undefined ? '' : (email?.key ?? ''),
      },
      deadlineAt: clock.now() + linkLifetimes.reset,
    }),
  )
}
