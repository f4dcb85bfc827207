import type { TenantId } from '../platform/actor.ts'
import { deliverLetter } from './deliver-letter.ts'
import type { Addressee } from './letter.ts'
import type { MailOptions } from './mail-context.ts'
import { type MailFault, mailFault } from './smtp/smtp-failure.ts'

/** What came of a test. */
export interface TestResult {
  readonly sent: boolean
  /** What the SMTP server said last, where it said something. */
  readonly said?: string
  /** Why it was not sent. */
  readonly fault?: MailFault
}

/**
 * Sends a letter that tells nothing but that it came. When it was sent, what waits for another attempt does not wait on.
 * @param peer - that of the jobs of this cloud's mail
 */
export async function testMail(
  context: MailOptions,
  tenant: TenantId,
  to: Addressee,
  peer: string,
): Promise<TestResult> {
  const signal = AbortSignal.timeout(longest)
  const posting = { tenant, id: context.ids.uuid(), to, letter: { kind: 'test' }, signal } as const
  try {
    const delivery = await deliverLetter(context, posting)
    context.metrics.mails.add({ kind: 'test', outcome: delivery.ok ? 'sent' : 'given-up' })
    if (delivery.ok) {
      await context.jobs.hasten(peer)
      return { sent: true, said: delivery.said }
    }
    const said = 'said' in delivery ? delivery.said : undefined
    return { sent: false, ...(said !== undefined && { said }), fault: mailFault(delivery.reason) }
  } catch (error) {
    if (!signal.aborted) throw error
    return { sent: false, fault: mailFault('timed-out') }
  }
}

/** So long somebody waits for the answer, milliseconds. */
const longest = 60_000
