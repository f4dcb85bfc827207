import { type Fault, type FaultSlug, fault } from './fault.ts'

/**
 * Names why no answer came, from the code of the error as Node.js, undici and our own door give it.
 * @throws the error itself when it carries no code: then it is a mistake of the program
 */
export function transportFault(error: unknown): Fault {
  const code = codeOf(error)
  if (code === undefined) throw error
  const said = error instanceof Error ? error.message : ''
  const plain = code === 'EPROTO' && /wrong version number|packet length too long|http request/i.test(said)
  return plain ? fault('not-tls', code) : faultOfCode(code)
}

/** The same where nothing but the code is known. */
export function faultOfCode(code: string): Fault {
  if (code === 'EPROTO') return fault('tls-failed', code)
  const slug = slugs[code] ?? patterns.find(([pattern]) => pattern.test(code))?.[1] ?? 'connection-cut'
  return fault(slug, code)
}

function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause, depth + 1)
}

const slugs: Readonly<Record<string, FaultSlug | undefined>> = {
  ENOTFOUND: 'dns-missing',
  EAI_AGAIN: 'dns-missing',
  ERR_OUTBOUND_DNS: 'dns-missing',
  ECONNREFUSED: 'port-closed',
  ENETUNREACH: 'host-unreachable',
  EHOSTUNREACH: 'host-unreachable',
  EADDRNOTAVAIL: 'host-unreachable',
  ENETDOWN: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  EACCES: 'host-unreachable',
  EPERM: 'host-unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'connection-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'answer-too-slow',
  UND_ERR_BODY_TIMEOUT: 'answer-too-slow',
  ETIMEDOUT: 'answer-too-slow',
  ERR_OUTBOUND_TIMEOUT: 'answer-too-slow',
  ERR_OUTBOUND_FORBIDDEN_ADDRESS: 'private-address',
  ERR_OUTBOUND_PROXY: 'proxy-failed',
  UND_ERR_HEADERS_OVERFLOW: 'bad-http',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
  ERR_SSL_HTTP_REQUEST: 'not-tls',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-host',
  HOSTNAME_MISMATCH: 'certificate-wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-chain-incomplete',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-chain-incomplete',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-chain-incomplete',
  INVALID_CA: 'certificate-bad',
  INVALID_PURPOSE: 'certificate-bad',
  PATH_LENGTH_EXCEEDED: 'certificate-bad',
}

const patterns: readonly (readonly [RegExp, FaultSlug])[] = [
  [/^(?:CERT_|CRL_|UNABLE_TO_|ERR_TLS_CERT_)/, 'certificate-bad'],
  [/^(?:ERR_SSL_|ERR_TLS_|ERR_OUTBOUND_TLS)/, 'tls-failed'],
  [/^HPE_/, 'bad-http'],
]
