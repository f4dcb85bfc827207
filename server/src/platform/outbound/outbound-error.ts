/** Why there is no answer, or why its body broke off. */
export type OutboundErrorReason =
  /** Nothing listens at that port. */
  | 'refused'
  /** The name has no address, or the name server does not answer. */
  | 'dns'
  /** Connecting, the head of the answer, or the next part of its body took too long. */
  | 'timeout'
  /** The other server speaks TLS but cannot prove that it is the one in the URL. */
  | 'certificate'
  /** Something listens there that does not speak TLS. */
  | 'not-tls'
  /** The TLS handshake failed for another reason. */
  | 'tls'
  /** The other side hung up. */
  | 'connection-closed'
  /** No way to that address. */
  | 'unreachable'
  /** The proxy of `outbound.proxy` does not answer or refuses; nothing is known about the other server. */
  | 'proxy'
  /** What came back is not HTTP, or its head is too large. */
  | 'bad-response'
  /** The guard: the host or one of its addresses may not be dialled. */
  | 'forbidden-address'
  /** An http URL while only https is allowed. */
  | 'http-forbidden'
  /** Not an absolute http or https URL, or one with a user name, or a request that cannot be sent. */
  | 'invalid-request'
  /** The caller's signal, or this server is shutting down. */
  | 'aborted'

/**
 * What `Outbound.send` rejects with and what the body of an answer is destroyed with.
 * `code` keeps the code of Node.js or undici (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_HEADERS_TIMEOUT`), from which
 * protocol libraries decide; faults found here have a code of their own, `ERR_OUTBOUND_…`.
 */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly reason: OutboundErrorReason
  readonly code: string

  constructor(
    reason: OutboundErrorReason,
    message: string,
    { code, cause }: { code?: string; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
    this.code = code ?? `ERR_OUTBOUND_${reason.toUpperCase().replaceAll('-', '_')}`
  }
}

/** Sorts whatever Node.js or undici reported; an `OutboundError` stays what it is. */
export function toOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error
  const code = codeOf(error)
  const message = error instanceof Error && error.message !== '' ? error.message : (code ?? 'no answer')
  return new OutboundError(
    reasonOf(error, code, message),
    message,
    code === undefined ? { cause: error } : { code, cause: error },
  )
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  // Several addresses were tried in turn and all failed.
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return codeOf(error.cause)
}

function reasonOf(error: unknown, code: string | undefined, message: string): OutboundErrorReason {
  // undici gives this one no code.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'bad-response'
  if (code === undefined) return 'connection-closed'
  // OpenSSL's text is all that tells a plain-text answer from a handshake that a TLS server broke off.
  if (code === 'EPROTO')
    return /wrong version number|packet length too long/i.test(message) ? 'not-tls' : 'tls'
  const known = reasons.get(code)
  if (known !== undefined) return known
  return patterns.find(({ pattern }) => pattern.test(code))?.reason ?? 'connection-closed'
}

const reasons = new Map<string, OutboundErrorReason>([
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['ENETDOWN', 'unreachable'],
  ['EHOSTDOWN', 'unreachable'],
  ['EACCES', 'unreachable'],
  ['EPERM', 'unreachable'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
  ['UND_ERR_HEADERS_OVERFLOW', 'bad-response'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'connection-closed'],
  ['UND_ERR_SOCKET', 'connection-closed'],
  ['UND_ERR_INVALID_ARG', 'invalid-request'],
  ['UND_ERR_NOT_SUPPORTED', 'invalid-request'],
  ['UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'invalid-request'],
  ['UND_ERR_ABORTED', 'aborted'],
  ['UND_ERR_DESTROYED', 'aborted'],
  ['UND_ERR_CLOSED', 'aborted'],
  ['ABORT_ERR', 'aborted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['HOSTNAME_MISMATCH', 'certificate'],
  ['INVALID_CA', 'certificate'],
  ['INVALID_PURPOSE', 'certificate'],
  ['PATH_LENGTH_EXCEEDED', 'certificate'],
])

const patterns: readonly { pattern: RegExp; reason: OutboundErrorReason }[] = [
  { pattern: /^(CERT_|CRL_|ERR_TLS_CERT_|UNABLE_TO_)/, reason: 'certificate' },
  { pattern: /^(ERR_SSL_|ERR_TLS_)/, reason: 'tls' },
  { pattern: /^HPE_/, reason: 'bad-response' },
]
