import { RemoteTrouble, ResourceError } from '@isthmus/webdav'
import type { UserId } from '../platform/actor.ts'
import type { MountsContext } from './context.ts'
import { listMountsOfUsers, type Mount } from './mount-repository.ts'
import { type PeerAccess, treeOf } from './open-mount.ts'

/** How many mounts are asked about at a time. */
const atOnce = 8
/** How long one answer is waited for, milliseconds. */
const patience = 10_000

/**
 * Asks the servers of these users' mounts whether something has changed, in the background: no request of a user
 * ever does. What was found changes the entity tags of the folders above.
 * @param signal - ends it
 */
export async function probeMounts(
  context: MountsContext,
  access: PeerAccess,
  users: readonly UserId[],
  signal: AbortSignal,
): Promise<void> {
  const waiting = await listMountsOfUsers(context.database.read, users)
  const probe = async (): Promise<void> => {
    for (let mount = waiting.pop(); mount !== undefined && !signal.aborted; mount = waiting.pop()) {
      await probeMount(context, access, mount, signal)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, probe))
}

async function probeMount(
  context: MountsContext,
  access: PeerAccess,
  mount: Mount,
  signal: AbortSignal,
): Promise<void> {
  const overdue = new AbortController()
  const done = new AbortController()
  const trouble = new RemoteTrouble('unreachable', 'a probe was not answered in time')
  void context.clock.sleep(patience, done.signal).then(() => overdue.abort(trouble))
  try {
    const tree = await treeOf(context, access, mount, AbortSignal.any([signal, overdue.signal]))
    await tree?.stat([])
  } catch (error) {
    // That the peer is in trouble was noted where it happened.
    if (error instanceof ResourceError || signal.aborted) return
    context.logger.error('mounts.probe-failed', { mount: mount.nodeId, error })
  } finally {
    done.abort()
  }
}
