import { RemoteRefusal, RemoteTrouble, ResourceError, type ResourceErrorReason } from '@isthmus/webdav'
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
  const message = `${peer} does not open this share at present. Ask whoever shared it, or remove it here.`
  return new ResourceError('unavailable', message, { retryAfter: 60, cause })
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
export function closed(peer: string): ResourceError {
  return new ResourceError('unavailable', `An administrator has blocked ${peer}.`, { retryAfter: 3600 })
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
      return new ResourceError('bad-gateway', `${peer} could do only a part of this.`, { cause: error })
    default:
      return new ResourceError('unavailable', `${peer} gave an answer that cannot be relied on.`, {
        retryAfter: 60,
        cause: error,
      })
  }
}

function unreachable(peer: string, retryAfter: number, cause?: unknown): ResourceError {
  return new ResourceError('unavailable', `${peer} cannot be reached at present.`, {
    retryAfter: Math.max(1, retryAfter),
    ...(cause === undefined ? {} : { cause }),
  })
}

const refusals = new Map<number, { reason: ResourceErrorReason; message: string }>([
  [400, { reason: 'bad-path', message: 'this cannot be done so, or not with this name.' }],
  [403, { reason: 'forbidden', message: 'this is not allowed.' }],
  [404, { reason: 'not-found', message: 'nothing is there.' }],
  [405, { reason: 'already-exists', message: 'this cannot be done with what is there.' }],
  [409, { reason: 'parent-missing', message: 'the folder is not there.' }],
  [410, { reason: 'not-found', message: 'nothing is there any more.' }],
  [412, { reason: 'precondition-failed', message: 'it has changed.' }],
  [413, { reason: 'too-large', message: 'this is too large.' }],
  [416, { reason: 'range-not-satisfiable', message: 'that part does not exist.' }],
  [423, { reason: 'locked', message: 'it is locked.' }],
  [507, { reason: 'insufficient-storage', message: 'the owner has no room left.' }],
])

function ofRefusal(peer: string, error: RemoteRefusal): ResourceError {
  const { status, size, retryAfter = 30 } = error
  const { reason, message } = refusals.get(status) ?? { reason: 'unavailable', message: `status ${status}.` }
  return new ResourceError(reason, `${peer} says: ${message}`, {
    ...(reason === 'unavailable' ? { retryAfter } : {}),
    ...(size === undefined ? {} : { size }),
    cause: error,
  })
}
