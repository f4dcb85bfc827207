import { errorBody, type IncomingRequest, type PeerHost, type ValidationError } from '@isthmus/ocm'
import type { VerifyPeerOptions } from '../../federation/index.ts'
import type { PeerActor } from '../../platform/actor.ts'
import { readJson } from '../read-json.ts'
import type { Call, Reply } from '../route.ts'

/** The sender of a request, or why it is not heard. */
export type VerifiedPeer =
  | { ok: true; actor: PeerActor }
  | {
      ok: false
      /** `passing`: it may be good, and may come again. */
      why: 'unproven' | 'blocked' | 'passing'
      reply: Reply
    }

/**
 * Finds out who sends an OCM request: the peer, or the answer that refuses it.
 * @param claimedHost - the server that the payload names as its sender
 */
export async function verifiedPeer(
  call: Call<'none'>,
  claimedHost: PeerHost,
  options: Partial<VerifyPeerOptions> = {},
): Promise<VerifiedPeer> {
  const { application, tenant, clientAddress, logger } = call
  const verified = await application.federation.verifyPeer(tenant.id, incomingRequest(call), claimedHost, {
    replay: 'refuse',
    unsigned: 'discover',
    clientAddress,
    ...options,
  })
  if (verified.ok) return verified
  const { status, reason, detail, retryAfter } = verified
  logger.info('ocm.request-refused', { peer: claimedHost, status, reason, detail })
  const reply = ocmRefusal(status, reason)
  if (status === 429 || status === 503)
    return { ok: false, why: 'passing', reply: comeAgain(reply, retryAfter) }
  return { ok: false, why: reason === 'peer-blocked' ? 'blocked' : 'unproven', reply }
}

/** An OCM error body; the message is a slug in the spelling of the field, `SIGNATURE_INVALID`. */
export function ocmRefusal(
  status: number,
  reason: string,
  validationErrors: readonly ValidationError[] = [],
): Reply {
  return {
    status,
    body: { json: errorBody(reason.toUpperCase().replaceAll('-', '_'), validationErrors) },
  }
}

/** Asks the sender to try again. */
export function comeAgain(reply: Reply, seconds = 30): Reply {
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } }
}

/** The JSON of the body, `undefined` when it is none. */
export function jsonOf(raw: Uint8Array): unknown {
  const parsed = readJson(raw)
  return parsed.ok ? parsed.value : undefined
}

/**
 * The request as its sender signed it: with the address under which others reach us, whatever proxies made of it on
 * the way (OCM 1.4, Signing; RFC 9421 2.2.2).
 */
function incomingRequest({ method, tenant, rawUrl, headers, raw }: Call<'none'>): IncomingRequest {
  return { method, url: `${tenant.publicUrl}${rawUrl}`, headers, body: raw }
}
