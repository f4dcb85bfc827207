import type { SmtpFailureReason } from './smtp-failure.ts'

/** Why a letter was not taken, and what follows from it. */
export interface SmtpFailure {
  readonly reason: SmtpFailureReason
  /** What the server said, on one line. */
  readonly said?: string
  /** Another attempt with the same letter cannot end otherwise. */
  readonly permanent: boolean
  /** It would have been the same for every letter. */
  readonly ofServer: boolean
}

/** In characters. */
const longestSaid = 500

/** Sorts what nodemailer, Node.js or the outbound door have thrown. */
export function classifyFailure(error: unknown): SmtpFailure {
  const facts = factsOf(error)
  const reason = reasonOf(facts)
  const ofLetter = reason === 'recipient-refused' || reason === 'message-refused'
  const { said } = facts
  return {
    reason,
    ...(said !== undefined && { said }),
    // RFC 5321 4.2.1: 5yz is final for this letter. What is wrong with the settings can be set right.
    permanent: ofLetter && facts.status >= 500,
    ofServer: !ofLetter && reason !== 'try-later',
  }
}

interface Facts {
  /** Of nodemailer: `EAUTH`. */
  readonly code: string
  /** Of Node.js: `CERT_HAS_EXPIRED`. */
  readonly systemCode: string
  /** Of an OutboundError. */
  readonly outbound: string
  /** Of the reply, 0 without one. */
  readonly status: number
  /** The command that was answered: `RCPT TO`. */
  readonly command: string
  readonly message: string
  readonly said: string | undefined
}

function factsOf(error: unknown): Facts {
  const of = (name: string): unknown => (error as Record<string, unknown> | undefined)?.[name]
  const text = (name: string) => {
    const value = of(name)
    return typeof value === 'string' ? value : ''
  }
  const status = of('responseCode')
  return {
    code: text('code'),
    systemCode: text('originalCode'),
    outbound: text('name') === 'OutboundError' ? text('reason') : '',
    status: typeof status === 'number' ? status : 0,
    command: text('command'),
    message: text('message'),
    said: oneLine(text('response')),
  }
}

function reasonOf({ code, systemCode, outbound, status, command, message }: Facts): SmtpFailureReason {
  const byDoor = reasonsOfDoor[outbound]
  if (byDoor !== undefined) return byDoor
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(systemCode) || /certificate|altnames/i.test(message)) {
    return 'certificate'
  }
  if (code === 'EAUTH') return status >= 400 && status < 500 ? 'try-later' : 'sign-in-refused'
  if (code === 'ETLS')
    return /STARTTLS/.test(command) || /STARTTLS/i.test(message) ? 'no-starttls' : 'tls-failed'
  if (/SSL|TLS|EPROTO/.test(systemCode) || /ssl|wrong version number/i.test(message)) return 'tls-failed'
  if (code === 'ETIMEDOUT') return 'timed-out'
  if (status >= 400 && status < 500) return 'try-later'
  if (status >= 500) return refused(command, message)
  if (code === 'EPROTOCOL') return 'protocol-error'
  return 'connection-lost'
}

function refused(command: string, message: string): SmtpFailureReason {
  if (command === 'RCPT TO') return 'recipient-refused'
  if (command === 'DATA') return 'message-refused'
  if (command === 'MAIL FROM') return 'sender-refused'
  if (command === 'STARTTLS' || /STARTTLS/i.test(message)) return 'no-starttls'
  return 'protocol-error'
}

const reasonsOfDoor: Readonly<Record<string, SmtpFailureReason>> = {
  refused: 'connection-refused',
  dns: 'host-unknown',
  timeout: 'timed-out',
  unreachable: 'unreachable',
  'forbidden-address': 'forbidden-address',
  'connection-closed': 'connection-lost',
}

function oneLine(text: string): string | undefined {
  const line = text.replaceAll(/\p{Cc}+/gu, ' ').trim()
  return line === '' ? undefined : line.slice(0, longestSaid)
}
