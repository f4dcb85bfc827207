import type { JobHandler } from '../../jobs/index.ts'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { findUserById } from '../users/user-repository.ts'

export const tellPasswordChangedKind = 'accounts/tell-password-changed'

/** So long it is worth telling, in milliseconds. */
const lifetime = 3 * 24 * 60 * 60_000

/** Job: tells a user that their password was changed, in case it was not them. */
export function tellPasswordChanged({ database, mail }: AccountsContext): JobHandler {
  return {
    async run(job) {
      const user = await findUserById(database.read, job.tenant, String(job.payload['user']) as UserId)
      if (user?.email === undefined || user.disabled) return { done: true }
      const { email: address, displayName: name, language, username } = user
      return mail.deliver(job, {
        to: { address, name, ...(language !== undefined && { language }) },
        letter: { kind: 'password-changed', username },
      })
    },
  }
}

/** Writes into the transaction of the change that the user is to be told. */
export async function postPasswordChanged(
  { mail, clock }: AccountsContext,
  tx: Tx,
  { tenant, id }: { readonly tenant: TenantId; readonly id: UserId },
): Promise<void> {
  await mail.post(tx, {
    kind: tellPasswordChangedKind,
    tenant,
    payload: { user: id },
    deadlineAt: clock.now() + lifetime,
  })
}
