import type { JobHandler } from '../../jobs/index.ts'
import type { UserId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { hashLinkToken } from '../link-token.ts'
import { findUserById } from '../users/user-repository.ts'
import { verificationTime } from './email.ts'
import { findEmail, saveEmailToken } from './email-repository.ts'

export const sendVerificationKind = 'accounts/send-verification'

/** Job: sends the link by which a user shows that an address is theirs. A later link replaces the one before. */
export function sendVerification(context: AccountsContext): JobHandler {
  const { database, clock, ids, mail } = context
  return {
    async run(job) {
      const { tenant, payload } = job
      const userId = String(payload['user']) as UserId
      const key = String(payload['address'])
      const user = await findUserById(database.read, tenant, userId)
      const email = await findEmail(database.read, { tenant, userId }, key)
      // The answer to both came in the meantime.
      if (user === undefined || user.disabled || email === undefined || email.verified) return { done: true }
      const token = ids.secret()
      const expiresAt = clock.now() + verificationTime
      await database.write((tx) =>
        saveEmailToken(tx, { tenant, userId }, key, { hash: hashLinkToken(token), expiresAt }),
      )
      const { url } = await mail.cloudOf(tenant)
      return mail.deliver(job, {
        // Not the name: it is of the user's own making, and the address may be a stranger's.
        to: { address: email.address, ...(user.language !== undefined && { language: user.language }) },
        letter: { kind: 'verification', username: user.username, link: `${url}/verify-email/${token}` },
        cause: userId,
      })
    },
  }
}
