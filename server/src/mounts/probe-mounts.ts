import type { PeerHost } from '@isthmus/ocm'
import { RemoteTrouble, ResourceError } from '@isthmus/webdav'
import type { UserId } from '../platform/actor.ts'
import type { MountsContext } from './context.ts'
import { listMountsByPeer, type Mount, noteStale } from './mount-repository.ts'
import { type PeerAccess, treeOf } from './open-mount.ts'

/** How many peers are asked at a time; each about one mount after the other. */
const atOnce = 8
/** How long one answer is waited for, milliseconds: of a peer that answered last time, and of one that did not. */
const patience = 10_000
const patienceInDoubt = 3_000
/** How many peers that did not answer last time are tried in one go. */
const mostInDoubt = 16

/**
 * Asks the servers of these users' mounts whether something has changed, in the background: no request of a user
 * ever does. What was found changes the entity tags of the folders above.
 *
 * A peer that does not answer is asked about one of its mounts, however many there are, and the others are not held up
 * by it for long.
 * @param signal - ends it
 */
export async function probeMounts(
  context: MountsContext,
  access: PeerAccess,
  users: readonly UserId[],
  signal: AbortSignal,
): Promise<void> {
  const { circuit } = access
  const mountsOf = await listMountsByPeer(context.database.read, users)
  const peers = [...mountsOf.keys()]
  const due = circuit.dueForTrial().filter((peer) => mountsOf.has(peer))
  const waiting = [...peers.filter((peer) => !circuit.doubts(peer)), ...due.slice(0, mostInDoubt)]
  for (const peer of peers) {
    if (circuit.doubts(peer)) await markStale(context, mountsOf.get(peer) ?? [])
  }
  const probe = async (): Promise<void> => {
    for (let peer = waiting.shift(); peer !== undefined && !signal.aborted; peer = waiting.shift()) {
      await probePeer(context, access, peer, mountsOf.get(peer) ?? [], signal)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, probe))
}

async function probePeer(
  context: MountsContext,
  access: PeerAccess,
  peer: PeerHost,
  mounts: readonly Mount[],
  signal: AbortSignal,
): Promise<void> {
  for (const mount of mounts) {
    if (signal.aborted) return
    const limit = access.circuit.doubts(peer) ? patienceInDoubt : patience
    await probeMount(context, access, mount, limit, signal)
    // What it does not say of one it will not say of the others.
    if (access.circuit.doubts(peer)) return markStale(context, mounts)
  }
}

async function markStale(context: MountsContext, mounts: readonly Mount[]): Promise<void> {
  const fresh = mounts.filter(({ staleSince }) => staleSince === undefined).map(({ nodeId }) => nodeId)
  if (fresh.length === 0) return
  await context.database.write((tx) => noteStale(tx, fresh, context.clock.now()))
}

/**
 * Asks about the root of one mount; what was found, or that nothing came, is written where it happens.
 * @param limit - for how long, in milliseconds
 */
export async function probeMount(
  context: MountsContext,
  access: PeerAccess,
  mount: Mount,
  limit: number,
  signal: AbortSignal,
): Promise<void> {
  const overdue = new AbortController()
  const done = new AbortController()
  const trouble = new RemoteTrouble('unreachable', 'a probe was not answered in time')
  void context.clock.sleep(limit, done.signal).then(() => overdue.abort(trouble))
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
