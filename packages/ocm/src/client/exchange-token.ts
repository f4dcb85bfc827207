import type { TransportFailureReason } from '../transport-failure.ts'
import { readErrorAnswer } from '../wire/answers.ts'
import type { Discovery } from '../wire/discovery.ts'
import {
  type AccessToken,
  readTokenError,
  readTokenResponse,
  type TokenError,
  type TokenRequest,
  tokenRequestBody,
} from '../wire/token.ts'
import { detailOf } from './delivery-outcome.ts'
import { type PeerRequestOptions, type PostAnswer, post } from './post.ts'

/** A token, or why there is none and whether the same request may have another outcome later. */
export type TokenExchange =
  | ({ ok: true } & AccessToken)
  | { ok: false; reason: TokenExchangeFailureReason; retry: boolean; status?: number; detail?: string }

/** `no-token-endpoint` and `insecure`: nothing was sent. `malformed`: an answer without a usable token. */
export type TokenExchangeFailureReason =
  | TokenError
  | TransportFailureReason
  | 'no-token-endpoint'
  | 'insecure'
  | 'malformed'
  | 'unexpected-status'

/**
 * Exchanges the secret of a share for an access token (OCM 1.4, Code Flow). It may be done again, with the same secret,
 * whenever a token is about to expire.
 *
 * @param request - our host, and the secret
 * @param options - with the discovery of the share's sender
 */
export async function exchangeToken(
  request: TokenRequest,
  options: PeerRequestOptions,
): Promise<TokenExchange> {
  const url = tokenUrl(options.discovery)
  if (!url) return { ok: false, reason: 'no-token-endpoint', retry: false }
  if (options.discovery.scheme === 'https' && !url.startsWith('https:')) {
    return { ok: false, reason: 'insecure', retry: false }
  }
  const content = { type: 'application/x-www-form-urlencoded', body: tokenRequestBody(request) }
  return readAnswer(await post(url, content, options), request.code)
}

/** In OCM 1.2 the place was fixed and not announced. */
function tokenUrl({ tokenEndPoint, capabilities, endPoint }: Discovery): string | undefined {
  if (tokenEndPoint) return tokenEndPoint
  return capabilities.includes('exchange-token') ? `${endPoint}/token` : undefined
}

function readAnswer(answer: PostAnswer, code: string): TokenExchange {
  if (!answer.answered) return { ok: false, reason: answer.reason, retry: true, detail: answer.detail }
  const { status, json } = answer
  if (status >= 200 && status < 300) {
    const token = readTokenResponse(json)
    return token ? { ok: true, ...token } : { ok: false, reason: 'malformed', retry: true, status }
  }
  // Only an error of OAuth is a verdict. Everything else, a 404 of a proxy among it, is trouble that may pass.
  const { error, message } = readErrorAnswer(json)
  const reason = readTokenError(error) ?? 'unexpected-status'
  const retry = reason === 'unexpected-status' || reason === 'temporarily_unavailable'
  return { ok: false, reason, retry, status, ...detailOf(message ?? error, code) }
}
