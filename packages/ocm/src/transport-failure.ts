/** Why no answer came. */
export interface TransportFailure {
  reason: TransportFailureReason
  /** The code of the error. */
  detail: string
}

/**
 * `connection-refused` and `not-tls` say that nobody speaks TLS at that port; `certificate` that somebody does, but
 * cannot prove who it is; `unreachable` is everything else.
 */
export type TransportFailureReason =
  | 'connection-refused'
  | 'not-tls'
  | 'certificate'
  | 'timeout'
  | 'unreachable'

/**
 * Sorts what a `SendHttp` rejected with.
 *
 * @throws the error itself when it carries no code, because then it is a fault of the program
 */
export function transportFailure(error: unknown): TransportFailure {
  const detail = codeOf(error)
  if (detail === undefined) throw error
  return { reason: reasonOf(detail, error), detail }
}

function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error.name === 'TimeoutError') return 'ETIMEDOUT'
  return codeOf(error.cause, depth + 1)
}

function reasonOf(code: string, error: unknown): TransportFailureReason {
  if (code === 'ECONNREFUSED') return 'connection-refused'
  if (notTls.has(code) || (code === 'EPROTO' && saysNotTls(error))) return 'not-tls'
  if (certificate.has(code) || /^(?:CERT_|ERR_TLS_CERT_)/.test(code)) return 'certificate'
  if (timeout.has(code)) return 'timeout'
  return 'unreachable'
}

const notTls = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
])

const certificate = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
])

const timeout = new Set([
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])

/** EPROTO stands for every failed handshake, also for one that a TLS server broke off; only the text tells them apart. */
function saysNotTls(error: unknown): boolean {
  return (
    error instanceof Error && /wrong version number|packet length too long|http request/i.test(error.message)
  )
}
