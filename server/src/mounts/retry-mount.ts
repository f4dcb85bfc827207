import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import type { MountsContext } from './context.ts'
import { type InboxItem, readInboxItem } from './inbox.ts'
import { listMountsOfShares } from './mount-repository.ts'
import type { PeerAccess } from './open-mount.ts'
import { probeMount } from './probe-mounts.ts'

/** How long whoever asks waits, in milliseconds: for what the server says it is, and for the share. */
const patience = 4000

/**
 * Asks the server of an accepted share now whether it is there again, whatever is remembered of it.
 * @returns the item, with `staleSince` gone when it is
 * @throws IsthmusError `inbox-item-not-found`; `inbox-item-answered` when it has no place in the tree
 */
export async function retryMount(
  context: MountsContext,
  access: PeerAccess,
  actor: UserActor,
  id: number,
): Promise<InboxItem> {
  const item = await readInboxItem(context, actor, id)
  if (item.place === undefined) {
    throw fault('inbox-item-answered', { because: because('only-accepted-asked') })
  }
  // What is on this server is never out of reach.
  if (item.source === 'local' || item.place.staleSince === undefined) return item
  const { peer } = item.share
  const [mount] = await listMountsOfShares(context.database.read, [item.share.id])
  // Several who press at the same time are one question.
  if (mount !== undefined && access.circuit.letOneThrough(peer)) {
    await discoverAgain(context, item.share)
    await probeMount(context, access, mount, patience, new AbortController().signal)
  }
  return readInboxItem(context, actor, id)
}

/** A failure that is remembered would be taken for an answer of now. */
async function discoverAgain(
  { federation, clock }: MountsContext,
  { peer }: { readonly peer: Parameters<MountsContext['federation']['discover']>[0] },
): Promise<void> {
  const done = new AbortController()
  const asked = federation.discover(peer, { fresh: true }).finally(() => done.abort())
  await Promise.race([asked, clock.sleep(patience, done.signal)])
}
