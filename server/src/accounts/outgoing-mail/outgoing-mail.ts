import type { MailInspection, MailStatus, TestResult } from '../../mail/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { testMail } from './test-mail.ts'

/** The mail that a cloud sends, for its administrators. */
export interface OutgoingMail {
  /** Sends a test now. @throws IsthmusError `forbidden`, `validation-failed` */
  testMail(actor: Actor, to: string): Promise<TestResult>
  /** @throws IsthmusError `forbidden` */
  readMailStatus(actor: Actor): Promise<MailStatus>
  /** Asks the SMTP server, and sends nothing. @throws IsthmusError `forbidden` */
  inspectMail(actor: Actor): Promise<MailInspection>
}

export function createOutgoingMail(context: AccountsContext): OutgoingMail {
  return {
    testMail: (actor, to) => testMail(context, actor, to),
    async readMailStatus(actor) {
      requireAdmin(actor)
      return context.mail.status(actor.tenant)
    },
    async inspectMail(actor) {
      requireAdmin(actor)
      return context.mail.inspect(actor.tenant)
    },
  }
}
