import type { UserActor } from '../../platform/actor.ts'
import type { Agent } from '../agent.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { viewOf } from '../file-place.ts'
import { demandSpaceId } from '../spaces/find-space.ts'
import { rightsIn } from '../view.ts'
import { trashLifetimeOf } from './trash-lifetime.ts'
import { findTrashed, type Trashed } from './trash-repository.ts'

/** Something in the trash: a file, or a folder with everything that was in it. */
export interface TrashItem {
  /** The id that it had, and has again when it is restored. */
  readonly id: number
  readonly kind: 'file' | 'folder'
  readonly name: string
  /** Where it was, names from the root of the space. */
  readonly path: readonly string[]
  /** Bytes, without versions. */
  readonly size: number
  readonly deletedBy: Agent
  /** Epoch milliseconds. */
  readonly deletedAt: number
  /** When it is deleted for good, epoch milliseconds. */
  readonly expiresAt: number
}

export interface TrashPage {
  readonly items: readonly TrashItem[]
  /** Where the next page begins; absent at the end. */
  readonly next?: string
}

/**
 * What lies in the trash of a space, what was removed last first.
 * @param spaceId - of a team; the user's own space when absent
 * @param page - `limit`: at most 500; `after`: `next` of the page before
 * @throws ResourceError `not-found`, `forbidden`
 */
export async function listTrash(
  context: FilesContext,
  actor: UserActor,
  spaceId: number | undefined,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<TrashPage> {
  const { read } = context.database
  const view = viewOf(actor, spaceId)
  demandRights(await rightsIn(context, view, read), 'delete')
  const size = Math.max(1, Math.min(limit, longestPage))
  const found = await findTrashed(read, await demandSpaceId(read, view), {
    limit: size + 1,
    ...readCursor(after),
  })
  const items = found.slice(0, size)
  const last = items.at(-1)
  return {
    items: items.map((item) => viewOfItem(item, trashLifetimeOf(context))),
    ...(found.length <= size || last === undefined ? {} : { next: `${last.deletedAt}-${last.nodeId}` }),
  }
}

const longestPage = 500

/** What is no cursor of ours begins at the beginning. */
function readCursor(after: string | undefined) {
  const [, deletedAt, nodeId] = /^(\d{1,15})-(\d{1,15})$/.exec(after ?? '') ?? []
  if (deletedAt === undefined || nodeId === undefined) return {}
  return { after: { deletedAt: Number(deletedAt), nodeId: Number(nodeId) } }
}

function viewOfItem(item: Trashed, lifetime: number): TrashItem {
  const { nodeId: id, kind, name, folder, size, deletedBy, deletedAt } = item
  return {
    id,
    kind,
    name,
    path: [...folder, name],
    size,
    deletedBy,
    deletedAt,
    expiresAt: deletedAt + lifetime,
  }
}
