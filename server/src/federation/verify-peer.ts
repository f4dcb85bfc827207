import { keyFromJwks } from '@isthmus/http-signatures'
import { type IncomingRequest, type PeerHost, verifyRequest } from '@isthmus/ocm'
import type { PeerActor, TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import type { PeerDirectory } from './peer-directory.ts'
import { findAcquaintance } from './peer-repository.ts'
import { findPeerRule, isBlockedPeer } from './peer-rule-repository.ts'
import { rememberSignature } from './replay-repository.ts'
import { countUnproven, takeTurnOfPeer, turnOfAddress } from './request-limits.ts'

/** Which server has sent a request, or how to refuse it. */
export type PeerVerification =
  | { ok: true; actor: PeerActor }
  | {
      ok: false
      /** With 429 and 503 it is neither good nor bad, and may come again. */
      status: 400 | 401 | 403 | 429 | 503
      reason: string
      detail: string
      /** Seconds. */
      retryAfter?: number
    }

export interface VerifyPeerOptions {
  /**
   * Whether the same signature may come twice. Token requests may: most peers sign without a nonce, so that two in
   * one second are alike.
   */
  readonly replay: 'refuse' | 'allow'
  /**
   * What becomes of a request without a signature. `discover`: it is taken, as not verified, from a server that can be
   * asked what it is and announces no signatures. `allow`: it has another proof, which the caller checks.
   */
  readonly unsigned: 'discover' | 'allow' | 'refuse'
  /** IP address of the client, which is asked to wait when too much from there was never proved. */
  readonly clientAddress: string
}

/**
 * Finds out whether a request really comes from the server that it names. A signature must hold, by a key that the
 * server publishes; a server that announces signatures must sign; and one that cannot be asked what it is, is not
 * believed to be anything. Nothing is heard from one that an administrator has blocked, and no more than the limits
 * allow from any other.
 *
 * @param claimedHost - the server that the payload names as its sender
 */
export async function verifyPeer(
  context: FederationContext,
  directory: PeerDirectory,
  tenant: TenantId,
  request: IncomingRequest,
  claimedHost: PeerHost,
  options: VerifyPeerOptions,
): Promise<PeerVerification> {
  if (await isBlockedPeer(context.database.read, tenant, claimedHost)) return blocked(claimedHost)
  const wait = await turnOfAddress(context, options.clientAddress)
  if (wait > 0 && !(await mayHurry(context, tenant, request, claimedHost))) return tooMany(wait)
  const verification = await verify(context, directory, tenant, request, claimedHost, options)
  // Whoever knows the secret of a share has proved something as well.
  const proved = verification.ok ? verification.actor.verified || options.unsigned === 'allow' : false
  const innocent = !verification.ok && (verification.status === 503 || verification.status === 429)
  if (!proved && !innocent) await countUnproven(context, options.clientAddress)
  return verification
}

/**
 * Behind a proxy that nobody has named all share one address. What somebody else sends from there must not keep out a
 * server that people here deal with, and that says it has signed.
 */
async function mayHurry(
  { database: { read } }: FederationContext,
  tenant: TenantId,
  { headers }: IncomingRequest,
  host: PeerHost,
): Promise<boolean> {
  if (headers['signature'] === undefined) return false
  const known = await findAcquaintance(read, tenant, host)
  return known !== undefined || (await findPeerRule(read, tenant, host))?.rule === 'allow'
}

async function verify(
  context: FederationContext,
  directory: PeerDirectory,
  tenant: TenantId,
  request: IncomingRequest,
  claimedHost: PeerHost,
  { replay, unsigned }: VerifyPeerOptions,
): Promise<PeerVerification> {
  let trouble: PeerVerification | undefined
  let wait: number | undefined
  const evidence = await verifyRequest(request, {
    claimedHost,
    now: context.clock.now(),
    async findKey(keyId, host) {
      const found = await directory.keysWith(host, keyId)
      if (found.ok) return keyFromJwks(found.keys, keyId)
      if (found.passing) trouble = unreachable(host, found.detail)
      return undefined
    },
    ...(replay === 'allow'
      ? {}
      : {
          async seen({ fingerprint, until }) {
            const times = { now: context.clock.now(), expiresAt: until }
            return context.database.write(async (tx) => {
              if (await rememberSignature(tx, fingerprint, times)) return true
              wait = await takeTurnOfPeer(context, tx, tenant, claimedHost)
              return false
            })
          },
        }),
  })
  if (trouble !== undefined) return trouble
  if (!evidence.ok) return evidence
  const verified = evidence.evidence === 'signature'
  const actor: PeerActor = { kind: 'peer', tenant, host: claimedHost, verified }
  if (verified) {
    wait ??= await context.database.write((tx) => takeTurnOfPeer(context, tx, tenant, claimedHost))
    return wait > 0 ? tooMany(wait) : { ok: true, actor }
  }
  if (unsigned === 'allow') return { ok: true, actor }
  return unsigned === 'refuse' ? noSignature(claimedHost) : checkUnsigned(directory, actor, claimedHost)
}

async function checkUnsigned(
  directory: PeerDirectory,
  actor: PeerActor,
  host: PeerHost,
): Promise<PeerVerification> {
  const discovered = await directory.discover(host)
  if (!discovered.ok) {
    const { passing, reason, detail } = discovered
    if (passing) return unreachable(host, detail)
    return { ok: false, status: 401, reason: 'sender-not-discovered', detail: `${host}: ${reason}` }
  }
  return discovered.discovery.capabilities.includes('http-sig') ? noSignature(host) : { ok: true, actor }
}

function noSignature(host: PeerHost): PeerVerification {
  return { ok: false, status: 401, reason: 'unsigned', detail: `${host} has sent no signature` }
}

function unreachable(host: PeerHost, detail: string): PeerVerification {
  const reason = 'peer-unreachable'
  return { ok: false, status: 503, reason, detail: `${host} cannot be asked what it is: ${detail}` }
}

function blocked(host: PeerHost): PeerVerification {
  return { ok: false, status: 403, reason: 'peer-blocked', detail: `${host} is blocked` }
}

function tooMany(retryAfter: number): PeerVerification {
  return { ok: false, status: 429, reason: 'too-many-requests', detail: 'over the limit', retryAfter }
}
