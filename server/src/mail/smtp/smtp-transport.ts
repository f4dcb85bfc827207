import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Config } from '../../platform/config/index.ts'
import type { Outbound } from '../../platform/outbound/index.ts'
import { classifyFailure, type SmtpFailure } from './classify-failure.ts'

/** A letter as it is sent. */
export interface Message {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  /** Without the angle brackets. */
  readonly id: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
  /** Epoch milliseconds. */
  readonly date: number
}

/** What came of an attempt. `said`: what the SMTP server answered when it took the letter. */
export type Sent = { readonly ok: true; readonly said: string } | ({ readonly ok: false } & SmtpFailure)

/** Whether an SMTP server was reached, and took the sign-in. */
export type Reached = { readonly ok: true } | ({ readonly ok: false } & SmtpFailure)

/** Where the mail goes, complete. */
export type SmtpSettings = Config['mail']['smtp'] & { readonly host: string }

/** The port that belongs to a way of encrypting (RFC 8314 3.3, RFC 6409 3.1, RFC 5321 4.5.4.2). */
export const usualPorts = { starttls: 587, tls: 465, none: 25 } as const

/** How messages leave. */
export interface Transport {
  /**
   * Gives one message to an SMTP server.
   * @param ehlo - what this machine calls itself
   * @throws when the signal is aborted
   */
  send(
    smtp: SmtpSettings,
    message: Message,
    how: { readonly ehlo: string; readonly signal: AbortSignal },
  ): Promise<Sent>
  /**
   * Connects to an SMTP server, over TLS and with the sign-in that were chosen, and gives it nothing.
   * @param how - as in `send`
   * @throws when the signal is aborted
   */
  reach(smtp: SmtpSettings, how: { readonly ehlo: string; readonly signal: AbortSignal }): Promise<Reached>
}

export interface SmtpTransportOptions {
  readonly outbound: Pick<Outbound, 'dial' | 'trustStore'>
  /** Longest wait for a connection, milliseconds. */
  readonly connectTimeout: number
  /** Longest silence of the SMTP server, milliseconds. */
  readonly idleTimeout: number
}

/** Sends each message over a connection of its own. */
export function createSmtpTransport(options: SmtpTransportOptions): Transport {
  return {
    async send(smtp, { id, date, headers, ...message }, { ehlo, signal }) {
      const transport = await open(options, smtp, ehlo)
      try {
        const { response } = await transport.sendMail({
          ...message,
          messageId: `<${id}>`,
          date: new Date(date),
          headers: { ...headers },
          signal,
        })
        return { ok: true, said: response }
      } catch (error) {
        signal.throwIfAborted()
        return { ok: false, ...classifyFailure(error) }
      } finally {
        transport.close()
      }
    },
    async reach(smtp, { ehlo, signal }) {
      const transport = await open(options, smtp, ehlo)
      try {
        await Promise.race([transport.verify(), abortOf(signal)])
        return { ok: true }
      } catch (error) {
        signal.throwIfAborted()
        return { ok: false, ...classifyFailure(error) }
      } finally {
        transport.close()
      }
    },
  }
}

/** Rejects when the signal is aborted: nodemailer knows none for this. */
async function abortOf(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  throw signal.reason
}

async function open(
  { outbound, connectTimeout, idleTimeout }: SmtpTransportOptions,
  smtp: SmtpSettings,
  ehlo: string,
) {
  // Comes with the first mail: a server at rest need not have it in its memory.
  const { createTransport } = await import('nodemailer')
  const port = smtp.port ?? usualPorts[smtp.security]
  return createTransport({
    host: smtp.host,
    port,
    name: ehlo,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    tls: { secureContext: outbound.trustStore() },
    ...(smtp.username !== undefined && { auth: { user: smtp.username, pass: smtp.password ?? '' } }),
    // A sign-in that was chosen takes place also where the server does not offer any: it says then what is wrong.
    forceAuth: smtp.username !== undefined,
    connectionTimeout: connectTimeout,
    greetingTimeout: idleTimeout,
    socketTimeout: idleTimeout,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, callback) => void dial(outbound, { hostname: smtp.host, port }, callback),
  })
}

/** Name look-up, guard and time limit are those of every other connection. */
async function dial(
  outbound: SmtpTransportOptions['outbound'],
  address: { readonly hostname: string; readonly port: number },
  callback: (error: Error | null, way: { connection: Socket } | false) => void,
): Promise<void> {
  const opened = await outbound.dial(address).catch((error: Error) => error)
  if (opened instanceof Error) callback(opened, false)
  else callback(null, { connection: opened })
}
