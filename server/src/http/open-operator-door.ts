import { chmod, rm } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { takeLock } from '../platform/take-lock.ts'

/**
 * Listens for the operator. Of several servers that share a data folder on a machine one does: whoever asks it asks
 * the same database.
 * @param folder - `socketPath`: where to listen
 * @param use - of the data folder: alone, everything in it is this server's
 * @returns what gives the place free, after the listener is closed; `undefined` when another server listens there
 */
export async function openOperatorDoor(
  listener: FastifyInstance,
  { socketPath }: { readonly socketPath: string },
  use: 'alone' | 'shared',
): Promise<Disposable | undefined> {
  const lock = use === 'alone' ? { [Symbol.dispose]() {} } : takeLock(`${socketPath}.lock`)
  if (lock === undefined) return undefined
  using held = new DisposableStack()
  held.use(lock)
  // One that was killed left its socket behind; the place is ours now.
  await rm(socketPath, { force: true })
  await listener.listen({ path: socketPath })
  await chmod(socketPath, 0o600)
  return held.move()
}
