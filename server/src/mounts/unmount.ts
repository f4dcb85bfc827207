import type { Tx } from '../platform/database/index.ts'
import type { MountsContext } from './context.ts'
import { deleteMount, listMountsOfShares } from './mount-repository.ts'

/** Takes a received share out of the trees that it is in, with everything that was remembered of it. */
export async function unmount(context: MountsContext, tx: Tx, receivedShareId: number): Promise<void> {
  for (const mount of await listMountsOfShares(tx, [receivedShareId])) {
    await deleteMount(tx, mount.nodeId)
    await context.files.removeMount(tx, mount.nodeId)
  }
}
