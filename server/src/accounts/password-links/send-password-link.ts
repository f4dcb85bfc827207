import type { JobHandler, JobSubject } from '../../jobs/index.ts'
import type { UserId } from '../../platform/actor.ts'
import type { Secret } from '../../platform/ids.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { findEmail } from '../emails/email-repository.ts'
import { hashLinkToken } from '../link-token.ts'
import type { User } from '../users/user.ts'
import { findUserById } from '../users/user-repository.ts'
import { linkLifetimes, type PasswordLinkPurpose } from './password-link.ts'
import { deleteOldPasswordLinks, insertPasswordLink } from './password-link-repository.ts'

export const sendPasswordLinkKind = 'accounts/send-password-link'

/** Job: sends a link by which a user chooses a password. Earlier ones work on: nobody knows which mail comes first. */
export function sendPasswordLink(context: AccountsContext): JobHandler {
  const { database, mail } = context
  return {
    async run(job) {
      const { tenant, payload } = job
      const user = await findUserById(database.read, tenant, String(payload['user']) as UserId)
      if (user === undefined || user.disabled) return { done: true }
      const address = await addressOf(context, user, String(payload['address']))
      if (address === undefined) return { done: true }
      const purpose = purposeOf(job)
      const token = await makeLink(context, user, purpose)
      const { url } = await mail.cloudOf(tenant)
      return mail.deliver(job, {
        to: {
          address,
          name: user.displayName,
          ...(user.language !== undefined && { language: user.language }),
        },
        letter: {
          kind: purpose === 'reset' ? 'password-reset' : 'invitation',
          username: user.username,
          link: `${url}/reset-password/${token}`,
        },
      })
    },
  }
}

function purposeOf({ payload }: JobSubject): PasswordLinkPurpose {
  return payload['purpose'] === 'invitation' ? 'invitation' : 'reset'
}

/** The verified address that was asked for, else the primary one. */
async function addressOf(
  { database }: AccountsContext,
  { id, tenant, email }: User,
  key: string,
): Promise<string | undefined> {
  const named = await findEmail(database.read, { tenant, userId: id }, key)
  return named?.verified === true ? named.address : email
}

async function makeLink(
  { database, clock, ids, activity }: AccountsContext,
  { id, tenant, username }: User,
  purpose: PasswordLinkPurpose,
): Promise<Secret> {
  const token = ids.secret()
  const now = clock.now()
  const link = { tenant, userId: id, purpose, expiresAt: now + linkLifetimes[purpose] }
  await database.write(async (tx) => {
    await deleteOldPasswordLinks(tx, now)
    await insertPasswordLink(tx, link, hashLinkToken(token))
    await activity.record(
      tx,
      { kind: 'system', tenant },
      {
        action: 'user.password-link-sent',
        subjectKind: 'user',
        subjectId: id,
        detail: { username, purpose },
      },
    )
  })
  return token
}
