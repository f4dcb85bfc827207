import { ResourceError, type ResourceErrorReason } from '@isthmus/webdav'
import { TreeRefusal } from '../../files/index.ts'
import { ClosedPeer } from '../../mounts/index.ts'
import { BlobError } from '../../platform/blobs/index.ts'
import { type ErrorCode, fault } from '../../platform/errors.ts'

/**
 * Waits for something that is done with files, and says what trees refuse in the words of the API.
 * @param except - what is thrown as it is
 * @throws IsthmusError
 */
export async function inWordsOfApi<T>(
  work: Promise<T>,
  except: readonly ResourceErrorReason[] = [],
): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ResourceError) || except.includes(error.reason)) throw error
    const { reason, message, retryAfter } = error
    const code =
      error instanceof ClosedPeer ? 'peer-blocked' : isDiskFull(error) ? 'storage-full' : codes[reason]
    throw fault(code, {
      ...(error instanceof TreeRefusal ? { because: error.because } : { detail: message }),
      ...(retryAfter !== undefined && { retryAfter }),
      cause: error,
    })
  }
}

/** Not the person's quota: then nothing that they delete helps. */
function isDiskFull({ cause }: ResourceError): boolean {
  return cause instanceof BlobError && cause.reason === 'no-space'
}

const codes: Record<ResourceErrorReason, ErrorCode> = {
  'bad-path': 'validation-failed',
  'checksum-mismatch': 'validation-failed',
  forbidden: 'forbidden',
  'invalid-sync-token': 'validation-failed',
  'not-found': 'node-not-found',
  'already-exists': 'node-exists',
  'is-a-folder': 'conflict',
  'not-a-folder': 'conflict',
  'parent-missing': 'node-not-found',
  conflict: 'conflict',
  'lock-token-mismatch': 'conflict',
  'precondition-failed': 'precondition-failed',
  'target-exists': 'node-exists',
  'too-large': 'payload-too-large',
  'range-not-satisfiable': 'range-not-satisfiable',
  locked: 'node-locked',
  'bad-gateway': 'peer-refused',
  unavailable: 'unavailable',
  'insufficient-storage': 'insufficient-storage',
}
