import { RemoteRefusal, RemoteTrouble, type ResourceError, type ResourceErrorReason } from '@isthmus/webdav'
import { TreeRefusal } from '../files/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { CredentialRefused } from './peer-credentials.ts'

/** What was asked for: the place of the mount itself, read or written, or something in it. */
export type Asked = 'root' | 'root-contents' | 'inside'

/**
 * Says in terms of a resource tree what went wrong at a peer. A client must never take trouble of a peer for the
 * removal of a file: whatever is not certain is `unavailable`, and a mount is gone when its server says so in a
 * notification, not when it does not show it.
 * @returns the error itself when it comes from elsewhere
 */
export function resourceErrorOf(peer: string, error: unknown, asked: Asked): unknown {
  if (error instanceof RemoteRefusal)
    return hidesRoot(error, asked) ? notShown(peer, error) : ofRefusal(peer, error)
  if (error instanceof RemoteTrouble) return ofTrouble(peer, error)
  if (error instanceof CredentialRefused) {
    return error.passing ? unreachable(peer, 30, error) : notShown(peer, error)
  }
  return error
}

function hidesRoot({ status }: RemoteRefusal, asked: Asked): boolean {
  if (asked === 'inside') return false
  return status === 404 || status === 410 || (asked === 'root' && (status === 403 || status === 405))
}

function notShown(peer: string, cause: unknown): ResourceError {
  return new TreeRefusal('unavailable', because('peer-shows-not', { peer }), { retryAfter: 60, cause })
}

/**
 * Whether an error shows that the peer cannot serve anybody: then the next request need not try. A single file or
 * folder that it stumbles over does not.
 */
export function isSilence(error: unknown): boolean {
  if (error instanceof RemoteTrouble) return error.code === 'unreachable'
  if (error instanceof CredentialRefused) return error.passing
  return error instanceof RemoteRefusal && [502, 503, 504].includes(error.status)
}

/** A peer that an administrator has blocked. The block may end: no client should forget what it has from there. */
export class ClosedPeer extends TreeRefusal {
  constructor(peer: string) {
    super('unavailable', because('peer-blocked-here', { peer }), { retryAfter: 3600 })
  }
}

/** A peer that is left alone for a while. */
export function leftAlone(peer: string, waitMs: number): ResourceError {
  return unreachable(peer, Math.ceil(waitMs / 1000))
}

function ofTrouble(peer: string, error: RemoteTrouble): ResourceError {
  switch (error.code) {
    case 'unreachable':
      return unreachable(peer, 30, error)
    case 'partly-done':
      return new TreeRefusal('bad-gateway', because('peer-did-a-part', { peer }), { cause: error })
    default:
      return new TreeRefusal('unavailable', because('peer-unreliable', { peer }), {
        retryAfter: 60,
        cause: error,
      })
  }
}

function unreachable(peer: string, retryAfter: number, cause?: unknown): ResourceError {
  return new TreeRefusal('unavailable', because('peer-silent', { peer }), {
    retryAfter: Math.max(1, retryAfter),
    ...(cause === undefined ? {} : { cause }),
  })
}

const refusals = new Map<number, { reason: ResourceErrorReason; says: PeerSaying }>([
  [400, { reason: 'bad-path', says: 'peer-cannot' }],
  [403, { reason: 'forbidden', says: 'peer-forbids' }],
  [404, { reason: 'not-found', says: 'peer-has-nothing' }],
  [405, { reason: 'already-exists', says: 'peer-has-other' }],
  [409, { reason: 'parent-missing', says: 'peer-lacks-folder' }],
  [410, { reason: 'not-found', says: 'peer-has-nothing' }],
  [412, { reason: 'precondition-failed', says: 'peer-has-changed' }],
  [413, { reason: 'too-large', says: 'peer-too-large' }],
  [416, { reason: 'range-not-satisfiable', says: 'peer-lacks-part' }],
  [423, { reason: 'locked', says: 'peer-locked' }],
  [507, { reason: 'insufficient-storage', says: 'peer-full' }],
])

type PeerSaying =
  | 'peer-cannot'
  | 'peer-forbids'
  | 'peer-has-nothing'
  | 'peer-has-other'
  | 'peer-lacks-folder'
  | 'peer-has-changed'
  | 'peer-too-large'
  | 'peer-lacks-part'
  | 'peer-locked'
  | 'peer-full'

function ofRefusal(peer: string, error: RemoteRefusal): ResourceError {
  const { status, size, retryAfter = 30 } = error
  const { reason, says } = refusals.get(status) ?? { reason: 'unavailable' }
  const said = says === undefined ? because('peer-status', { peer, status }) : because(says, { peer })
  return new TreeRefusal(reason, said, {
    ...(reason === 'unavailable' ? { retryAfter } : {}),
    ...(size === undefined ? {} : { size }),
    cause: error,
  })
}
