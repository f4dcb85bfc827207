import {
  type Lock,
  type Locking,
  RemoteRefusal,
  ResourceError,
  type ResourceErrorReason,
} from '@isthmus/webdav'
import type { MountsContext } from './context.ts'
import type { RemoteConnection } from './remote-connection.ts'
import { unknownLifetime } from './remote-resource.ts'

/**
 * The locks inside a mount. They are kept at its server, where all who work on it meet: here is nothing of them, and
 * their tokens are those of that server.
 * @param created - a file was made so that it could be locked
 */
export function createRemoteLocking(
  { clock }: Pick<MountsContext, 'clock'>,
  connection: RemoteConnection,
  created: () => Promise<void>,
): Locking {
  const expiry = (timeout = unknownLifetime): number => clock.now() + timeout * 1000
  return {
    async lock(path, order) {
      const { scope, depth, owner } = order
      const taken = await explained({ 405: 'forbidden', 501: 'forbidden' }, () =>
        connection.ask(about(path), (client, signal) => client.lock(path, order, { ...order, signal })),
      )
      if (taken.created) await created()
      const { token, timeout } = taken.lock
      const lock: Lock = { token, scope, depth, owner, root: path, expiresAt: expiry(timeout) }
      return { lock, created: taken.created }
    },

    async refresh(path, token, timeout) {
      const refreshed = await connection.ask(about(path), (client, signal) =>
        client.refreshLock(path, token, timeout, { signal }),
      )
      // What else there is to know of it is asked for afterwards, where it matters.
      return {
        token,
        scope: 'exclusive',
        depth: 'infinity',
        owner: '',
        root: path,
        expiresAt: expiry(refreshed.timeout),
      }
    },

    async unlock(path, token) {
      const mismatch = {
        400: 'lock-token-mismatch',
        409: 'lock-token-mismatch',
        412: 'lock-token-mismatch',
      } as const
      await explained(mismatch, () =>
        connection.ask(about(path), (client, signal) => client.unlock(path, token, { signal })),
      )
    },
  }
}

function about(path: readonly string[]): 'root-contents' | 'inside' {
  return path.length === 0 ? 'root-contents' : 'inside'
}

/** Some refusals mean another thing of a lock than of a file. */
async function explained<T>(
  reasons: Readonly<Record<number, ResourceErrorReason>>,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const refusal = error instanceof ResourceError ? error.cause : undefined
    const reason = refusal instanceof RemoteRefusal ? reasons[refusal.status] : undefined
    if (reason === undefined) throw error
    const message =
      reason === 'forbidden'
        ? 'This lies on another server, where nothing can be locked.'
        : 'There is no such lock on the other server.'
    throw new ResourceError(reason, message, { cause: error })
  }
}
