import type { TestResult } from '../../mail/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { parseEmail } from '../emails/email.ts'
import { requireAdmin } from '../require-admin.ts'
import { findUserById } from '../users/user-repository.ts'

/**
 * Sends a test to an address, in the language of the administrator, and tells what the SMTP server said.
 * @throws IsthmusError `forbidden`, `validation-failed`
 */
export async function testMail(context: AccountsContext, actor: Actor, to: string): Promise<TestResult> {
  requireAdmin(actor)
  const { database, activity, mail } = context
  const email = parseEmail(to)
  if (email === undefined)
    throw fault('validation-failed', { errors: [wrongField('to', broken('not-an-address'))] })
  const user =
    actor.kind === 'user' ? await findUserById(database.read, actor.tenant, actor.userId) : undefined
  const result = await mail.test(actor.tenant, {
    address: email.address,
    ...(user?.language !== undefined && { language: user.language }),
  })
  await database.write((tx) =>
    activity.record(tx, actor, {
      action: 'mail.tested',
      subjectKind: 'tenant',
      subjectId: actor.tenant,
      detail: { to: email.address, outcome: result.fault?.slug ?? 'sent' },
    }),
  )
  return result
}
