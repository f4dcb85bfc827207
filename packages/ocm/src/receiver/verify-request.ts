import type {
  Refusal,
  RefusalReason,
  RequestMessage,
  Sighting,
  VerificationKey,
  VerificationPolicy,
} from '@isthmus/http-signatures'
import { verifyMessage } from '@isthmus/http-signatures'
import { type PeerHost, parsePeerHost } from '../addresses.ts'

/** A request as it arrived: `url` is the public one, `body` the raw bytes, already held to a size limit. */
export type IncomingRequest = RequestMessage & { readonly body: Uint8Array }

/** What a verification is given besides the request. */
export interface VerifyRequestOptions {
  /**
   * The server that the payload names as its sender: the host of `sender` in a share, `senderDomain` in a notification,
   * `client_id` in a token request, `recipientProvider` in an accepted invite.
   */
  claimedHost: PeerHost
  /**
   * Finds a key among those that the claimed host publishes, and nowhere else: undefined when it is not there, a refusal
   * when it must not be used or could not be fetched. `keyFromJwks` of `@isthmus/http-signatures` gives both.
   */
  findKey: (keyId: string, claimedHost: PeerHost) => Promise<VerificationKey | Refusal | undefined>
  /** Epoch milliseconds. */
  now: number
  /** Tells whether a valid signature was seen before, and remembers it, in one step. */
  seen?: (sighting: Sighting) => Promise<boolean>
  /** Refuse requests without a signature, as the criterion `must-use-http-sig` announces. */
  mustBeSigned?: boolean
}

/** What a request proves, or how to refuse it. */
export type RequestEvidence =
  | { ok: true; evidence: 'signature'; keyId: string }
  | { ok: true; evidence: 'none' }
  | { ok: false; status: 400 | 401 | 403; reason: RefusalReason | 'signer-mismatch'; detail: string }

/**
 * The signature that OCM 1.4 asks for (Signing), by its tag. A sole signature labelled `ocm` without a tag, as the
 * drafts of 2026 had it, is taken as well.
 */
export const ocmSignaturePolicy: VerificationPolicy = {
  select: { tag: 'ocm', untaggedLabel: 'ocm' },
  requiredComponents: ['@method', '@target-uri', 'content-digest', 'content-length'],
  requiredParameters: ['created', 'keyid'],
  maxAgeSeconds: 300,
  maxFutureSkewSeconds: 60,
}

/**
 * Verifies that a request comes from the server that it claims to come from. A request without an OCM signature proves
 * nothing and is accepted as such; one with a signature that does not hold is refused, whatever the policy.
 *
 * It throws only what `findKey` and `seen` throw.
 */
export async function verifyRequest(
  request: IncomingRequest,
  options: VerifyRequestOptions,
): Promise<RequestEvidence> {
  const { claimedHost, findKey, now, seen, mustBeSigned = false } = options
  let askedFor: string | undefined
  const verification = await verifyMessage(request, {
    policy: ocmSignaturePolicy,
    now,
    findKey: (keyId) => {
      askedFor = keyId
      return findKey(keyId, claimedHost)
    },
    ...(seen ? { seen } : {}),
  })
  if (verification.ok) return { ok: true, evidence: 'signature', keyId: verification.keyId }

  const { reason, detail } = verification
  if (reason === 'unsigned' && !mustBeSigned) return { ok: true, evidence: 'none' }
  // OCM 1.4, Signing: the payload has to belong to the signer. A key of somebody else is not found at the claimed host.
  if (reason === 'unknown-key' && askedFor !== undefined && namesAnotherHost(askedFor, claimedHost)) {
    return { ok: false, status: 403, reason: 'signer-mismatch', detail: `the key is not of ${claimedHost}` }
  }
  const status = reason === 'digest-mismatch' || reason === 'digest-unsupported' ? 400 : 401
  return { ok: false, status, reason, detail }
}

/** Key ids are free text. Only the two forms in use, `https://host/…` and `host#…`, say whose they are. */
function namesAnotherHost(keyId: string, host: PeerHost): boolean {
  const [authority, fragment] = keyId.split('#', 2)
  if (fragment === undefined && !keyId.includes('://')) return false
  const signer = parsePeerHost(authority ?? '')
  return signer.ok && signer.host !== host
}
