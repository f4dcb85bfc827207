import type { TenantId } from '../platform/actor.ts'
import type { MailOptions } from './mail-context.ts'
import { type MailFault, mailFault } from './smtp/smtp-failure.ts'

/** How a cloud's SMTP server is at this moment. */
export interface MailInspection {
  /** Why it cannot be used; absent when it can. */
  readonly fault?: MailFault
  /** What the SMTP server said last, where that was a refusal. */
  readonly said?: string
}

/** So long somebody waits for the answer, milliseconds. */
const longest = 30_000

/** Connects to the SMTP server of a cloud, signs in, and hangs up: nothing is sent, and nothing written down. */
export async function inspectServer(
  { settingsOf, cloudOf, transport }: MailOptions,
  tenant: TenantId,
): Promise<MailInspection> {
  const { smtp } = await settingsOf(tenant)
  if (smtp.host === undefined) return { fault: mailFault('not-configured') }
  const ehlo = new URL((await cloudOf(tenant)).url).hostname
  const signal = AbortSignal.timeout(longest)
  try {
    const reached = await transport.reach({ ...smtp, host: smtp.host }, { ehlo, signal })
    if (reached.ok) return {}
    const { reason, said } = reached
    return { fault: mailFault(reason), ...(said !== undefined && { said }) }
  } catch (error) {
    if (!signal.aborted) throw error
    return { fault: mailFault('timed-out') }
  }
}
