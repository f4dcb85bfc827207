import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { hasCredential } from '../passwords/credential-repository.ts'
import { requireAdmin } from '../require-admin.ts'
import { requireMail } from '../require-mail.ts'
import { requireUser } from '../users/find-user.ts'
import type { User } from '../users/user.ts'
import { linkLifetimes } from './password-link.ts'
import { sendPasswordLinkKind } from './send-password-link.ts'

/**
 * Sends a new user the link by which they choose their password, once more.
 * @throws IsthmusError `forbidden`, `user-not-found`, `mail-not-configured`; `conflict` when the user has a password or
 *   no e-mail address, or is disabled
 */
export async function inviteUser(context: AccountsContext, actor: Actor, username: string): Promise<void> {
  requireAdmin(actor)
  await requireUser(context.database.read, actor.tenant, username)
  await requireMail(context, actor.tenant)
  await context.database.write(async (tx) => {
    const user = await requireUser(tx, actor.tenant, username)
    if (user.email === undefined) throw fault('conflict', { because: because('user-without-address') })
    if (user.disabled) throw fault('conflict', { because: because('account-disabled') })
    if (await hasCredential(tx, user.id)) {
      throw fault('conflict', {
        because: because('user-has-password'),
      })
    }
    await postInvitation(context, tx, user)
    await context.activity.record(tx, actor, {
      action: 'user.invited',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { username: user.username },
    })
  })
}

/** Writes into a transaction that a new user is to choose a password. */
export async function postInvitation({ mail, clock }: AccountsContext, tx: Tx, user: User): Promise<void> {
  await mail.post(tx, {
    kind: sendPasswordLinkKind,
    tenant: user.tenant,
    payload: { purpose: 'invitation', user: user.id, address: '' },
    deadlineAt: clock.now() + linkLifetimes.invitation,
  })
}
