import { z } from 'zod'
import { type PeerHost, parsePeerHost } from '../addresses.ts'

/** A request for an access token (OCM 1.4, Code Flow; RFC 6749 4.1.3). */
export interface TokenRequest {
  /** The server that asks, `client_id` on the wire. */
  clientId: PeerHost
  /** The shared secret of the share. It may be exchanged again and again while the share lives. */
  code: string
}

const tokenErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'temporarily_unavailable',
] as const

/** The errors that a token endpoint may answer (RFC 6749 5.2, and `temporarily_unavailable` of 4.1.2.1). */
export type TokenError = (typeof tokenErrors)[number]

/** One of the known errors, or undefined. */
export function readTokenError(error: string | undefined): TokenError | undefined {
  return tokenErrors.find((known) => known === error)
}

/** The outcome of `readTokenRequest`. */
export type TokenRequestRead =
  | { ok: true; request: TokenRequest }
  | { ok: false; error: 'invalid_request' | 'unsupported_grant_type' }

/** The body of a token request; its type is `application/x-www-form-urlencoded`. */
export function tokenRequestBody(request: TokenRequest): Uint8Array<ArrayBuffer> {
  const form = new URLSearchParams([
    ['grant_type', 'authorization_code'],
    ['client_id', request.clientId],
    ['code', request.code],
  ])
  return Buffer.from(form.toString())
}

const maxTokenRequestBytes = 8 * 1024
const maxCodeLength = 4096

/**
 * Reads the form of a token request. Parameters that OAuth knows and OCM does not (`redirect_uri` …) are ignored.
 *
 * @param body - the raw bytes, at most 8 KiB
 */
export function readTokenRequest(body: Uint8Array): TokenRequestRead {
  if (body.byteLength > maxTokenRequestBytes) return malformed
  const form = new URLSearchParams(new TextDecoder().decode(body))

  // RFC 6749 3.2: request parameters MUST NOT be included more than once.
  const repeated = ['grant_type', 'client_id', 'code'].some((name) => form.getAll(name).length > 1)
  if (repeated) return malformed

  const grantType = form.get('grant_type')
  if (!grantType) return malformed
  if (!grantTypes.has(grantType)) return { ok: false, error: 'unsupported_grant_type' }

  const client = parsePeerHost(form.get('client_id') ?? '')
  const code = form.get('code')
  if (!client.ok || !code || code.length > maxCodeLength) return malformed
  return { ok: true, request: { clientId: client.host, code } }
}

const malformed = { ok: false, error: 'invalid_request' } as const

/** `ocm_share` is what reva says, `ocm_authorization_code` is of OCM 1.2. */
const grantTypes = new Set(['authorization_code', 'ocm_share', 'ocm_authorization_code'])

/** An access token and how long it may be used. */
export interface AccessToken {
  /** Opaque to its user. */
  accessToken: string
  expiresInMs: number
}

/** The body of the answer to a token request. It goes out with `Cache-Control: no-store` (RFC 6749 5.1). */
export function tokenResponseBody(token: AccessToken) {
  return {
    access_token: token.accessToken,
    token_type: 'Bearer',
    expires_in: Math.floor(token.expiresInMs / 1000),
  } as const
}

const TokenResponse = z.object({
  // Printable ASCII without blanks: it is going to be a header (RFC 6750 2.1).
  access_token: z
    .string()
    .max(16 * 1024)
    .regex(/^[\x21-\x7e]+$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
})

const unsaidLifetimeSeconds = 300
const maxLifetimeSeconds = 24 * 60 * 60

/**
 * Reads the answer of a token endpoint; undefined when there is no usable token in it. A token without a lifetime is
 * used for five minutes, one with a very long one for a day.
 */
export function readTokenResponse(json: unknown): AccessToken | undefined {
  const response = TokenResponse.safeParse(json)
  if (!response.success) return undefined
  const seconds = Math.min(response.data.expires_in ?? unsaidLifetimeSeconds, maxLifetimeSeconds)
  return { accessToken: response.data.access_token, expiresInMs: Math.floor(seconds * 1000) }
}
