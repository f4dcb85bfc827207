import { type AccessToken, type TokenError, tokenResponseBody } from '../wire/token.ts'

/** Why a token is not given. Which of them is told apart on the wire is the table's affair, not the caller's. */
export type TokenRefusalReason =
  /** A field is missing, malformed or there twice. */
  | 'malformed'
  | 'unsupported-grant-type'
  /** No signature where one is needed, or one that does not hold. */
  | 'unauthenticated'
  /** The signature is that of another server than `client_id`. */
  | 'client-not-signer'
  | 'unknown-code'
  | 'share-ended'
  /** The share is for somebody at another server. */
  | 'wrong-receiver'
  | 'receiver-blocked'
  | 'unavailable'

/** An answer of the token endpoint, ready to be sent as JSON. */
export interface TokenAnswer {
  status: 200 | 400 | 503
  headers: Record<string, string>
  body: ReturnType<typeof tokenResponseBody> | { error: TokenError }
}

/** The answer to a granted token request (OCM 1.4, Code Flow). */
export function grantToken(token: AccessToken): TokenAnswer {
  return { status: 200, headers: noStore, body: tokenResponseBody(token) }
}

/** The answer to a refused token request. All errors of OAuth have the status 400; trouble of our own is a 503. */
export function refuseToken(reason: TokenRefusalReason): TokenAnswer {
  const error = errors[reason]
  return { status: error === 'temporarily_unavailable' ? 503 : 400, headers: noStore, body: { error } }
}

// RFC 6749 5.1: a response with a token MUST NOT be stored. Nor should one that says which codes are dead.
const noStore = { 'cache-control': 'no-store' }

const errors: Record<TokenRefusalReason, TokenError> = {
  malformed: 'invalid_request',
  'unsupported-grant-type': 'unsupported_grant_type',
  unauthenticated: 'invalid_client',
  'client-not-signer': 'invalid_client',
  'unknown-code': 'invalid_grant',
  'share-ended': 'invalid_grant',
  // As if the code did not exist: a stranger must not learn that it does.
  'wrong-receiver': 'invalid_grant',
  'receiver-blocked': 'unauthorized_client',
  unavailable: 'temporarily_unavailable',
}
