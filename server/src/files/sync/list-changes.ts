import { type DavPath, ResourceError, type ResourceQuestion, type TreeChanges } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import { findSpaceState, type SpaceState } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { findExtraFacts } from '../extra-facts.ts'
import { findLineages, type Lineage } from '../lineage-repository.ts'
import { openMount } from '../mount-points.ts'
import { type FileNode, type FolderNode, resourceOf } from '../node.ts'
import { demandOwnNode, locate, mountAt } from '../place.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { anchorOf, rightsIn, type View } from '../view.ts'
import { describeChanged } from './describe-changed.ts'
import { Gathering } from './gathering.ts'
import { invalidSyncToken } from './invalid-sync-token.ts'
import { hasLogLine, haveLeft } from './log-repository.ts'
import { readSyncToken, type SyncPosition, writeSyncToken } from './sync-token.ts'

export interface ChangesQuestion {
  /** A token of an earlier answer; everything that is there when absent. */
  readonly since: string | undefined
  /** How many changes at most. */
  readonly limit: number
  readonly question: ResourceQuestion | undefined
}

/** However many are asked for, an answer is not longer. */
const longestAnswer = 10_000

/**
 * What has changed below a folder since a moment (RFC 6578), from the change log of its space.
 *
 * A token is refused when the log does not reach back to it, and when an exact answer would be more than the log
 * tells: when the folder itself has moved meanwhile, or when a folder stands where another one has been.
 * @throws ResourceError `not-found`, `not-a-folder`, `forbidden`, `invalid-sync-token`; behind a mount what its tree
 *   refuses with
 */
export async function listChanges(
  context: FilesContext,
  view: View,
  path: DavPath,
  asked: ChangesQuestion,
): Promise<TreeChanges> {
  const { read } = context.database
  const mounted = mountAt(await locate(read, view, path))
  if (mounted !== undefined) {
    const tree = await openMount(context, view, mounted.mount)
    if (tree.changes === undefined) {
      throw new ResourceError('forbidden', 'The other server keeps no account of changes.')
    }
    return tree.changes(mounted.rest, asked.since, asked.limit, asked.question)
  }
  // One moment for all that is ours; the room of the mounts is asked afterwards, on a connection of its own.
  const { nodes, show, ...answer } = await read
    .transaction()
    .execute((moment) => gather(context, moment, view, path, asked))
  return { ...answer, changed: await describeChanged(context, nodes, show) }
}

async function gather(
  context: FilesContext,
  moment: Kysely<Schema>,
  view: View,
  path: DavPath,
  { since, limit, question }: ChangesQuestion,
) {
  const rights = await rightsIn(context, view, moment)
  const { node: folder } = demandOwnNode(await locate(moment, view, path))
  demandRights(rights, 'read')
  if (folder.kind === 'file') throw new TreeRefusal('not-a-folder', because('is-a-file'))
  const state = await findSpaceState(moment, anchorOf(view))
  const lineage = (await findLineages(moment, [folder.id])).get(folder.id)
  if (state === undefined || lineage === undefined) throw new Error(`Folder ${folder.id} is in no space`)

  const start =
    since === undefined
      ? beginning(folder, state)
      : await demandPosition(moment, since, folder, state, lineage)
  const gathering = new Gathering(moment, view, lineage, Math.max(1, Math.min(limit, longestAnswer)))
  const end = await gathering.gather(start)
  const own = gathering.changed.flatMap(({ node }) => (node.kind === 'mount' ? [] : [node]))
  const extraOf = await findExtraFacts(context, moment, view, { nodes: own }, question, state)
  return {
    token: writeSyncToken(end ?? { spaceId: folder.spaceId, folderId: folder.id, seq: state.seq }),
    nodes: gathering.changed,
    show: (node: FileNode | FolderNode) => resourceOf(node, node.name, rights, extraOf(node)),
    gone: gathering.gone,
    truncated: end !== undefined,
  }
}

function beginning({ id, spaceId }: FolderNode, { seq }: SpaceState): SyncPosition {
  return { spaceId, folderId: id, seq, telling: { folderId: id, afterId: 0 } }
}

async function demandPosition(
  moment: Kysely<Schema>,
  token: string,
  folder: FolderNode,
  state: SpaceState,
  lineage: Lineage,
): Promise<SyncPosition> {
  const position = readSyncToken(token)
  if (position?.spaceId !== folder.spaceId || position.folderId !== folder.id) throw invalidSyncToken()
  const { spaceId, seq } = position
  // A line that is not there was lost with a disk, and what came after it tells of another past.
  const isKnown = seq === state.logStart || (await hasLogLine(moment, spaceId, seq))
  if (!isKnown) throw invalidSyncToken()
  const ids = lineage.map(({ id }) => id)
  if (await haveLeft(moment, spaceId, ids, seq)) throw invalidSyncToken()
  return position
}
