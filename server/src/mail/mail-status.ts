import type { TenantId } from '../platform/actor.ts'
import { usualSender } from './deliver-letter.ts'
import type { MailOptions } from './mail-context.ts'
import { isFailureReason, type MailFault, mailFault } from './smtp/smtp-failure.ts'
import { usualPorts } from './smtp/smtp-transport.ts'
import { findState } from './state-repository.ts'

/** How the mail of a cloud stands. Times are epoch milliseconds. */
export interface MailStatus {
  /** Where it goes; absent when the cloud sends none. */
  readonly smtp?: {
    readonly host: string
    readonly port: number
    readonly security: 'starttls' | 'tls' | 'none'
    readonly username?: string
  }
  readonly from: string
  readonly succeededAt?: number
  readonly failure?: MailFault & { readonly at: number; readonly said?: string }
  /** Whether the SMTP server made trouble the last time; what it has against single letters is none. */
  readonly inTrouble: boolean
  /** Letters that are yet to be sent, and such as were given up. */
  readonly waiting: number
  readonly dead: number
}

export async function readStatus(
  { database, jobs, settingsOf, cloudOf }: MailOptions,
  tenant: TenantId,
  peer: string,
): Promise<MailStatus> {
  const { smtp, from } = await settingsOf(tenant)
  const { succeededAt, failure } = await findState(database.read, tenant)
  const { host, port, security, username } = smtp
  return {
    ...(host !== undefined && {
      smtp: {
        host,
        port: port ?? usualPorts[security],
        security,
        ...(username !== undefined && { username }),
      },
    }),
    from: from ?? usualSender(await cloudOf(tenant)),
    ...(succeededAt !== undefined && { succeededAt }),
    ...(failure !== undefined &&
      isFailureReason(failure.reason) && {
        failure: {
          ...mailFault(failure.reason),
          at: failure.at,
          ...(failure.said !== undefined && { said: failure.said }),
        },
      }),
    inTrouble:
      failure !== undefined &&
      failure.at > (succeededAt ?? 0) &&
      !['recipient-refused', 'message-refused', 'try-later'].includes(failure.reason),
    ...(await jobs.countFor(tenant, peer)),
  }
}
