import type { DavPath } from '@isthmus/webdav'
import type { NodeVersions } from '../files/index.ts'
import type { UserActor } from '../platform/actor.ts'
import type { MountsContext } from './context.ts'
import { findLocalMounts, type LocalMount, listMountsOfNodes } from './local-mount-repository.ts'

/** What a file of somebody on this server held before, as one of the shares of it opens it. */
export interface SharedFile {
  readonly versions: NodeVersions
  /** Where it is in what is shared. */
  readonly path: DavPath
}

/**
 * What somebody on this server shares with a user, by its id, or by that of its place among the user's files. Where
 * several shares open it, the one that allows changes counts.
 * @returns `undefined` when none does
 */
export async function sharedFile(
  context: MountsContext,
  actor: UserActor,
  nodeId: number,
): Promise<SharedFile | undefined> {
  const { database, files, shares } = context
  const mounts = await mountsWith(context, actor, nodeId)
  const grants = await shares.localGrants(
    database.read,
    actor.tenant,
    mounts.map(({ shareId }) => shareId),
  )
  const open = mounts.filter(({ shareId }) => grants.get(shareId)?.rights !== undefined)
  const mount = open.find(({ shareId }) => grants.get(shareId)?.rights?.update === true) ?? open[0]
  const versions = mount && (await shares.openLocalVersions(actor, mount.shareId))
  if (mount === undefined || versions === undefined) return undefined
  if (mount.nodeId === nodeId) return { versions, path: [] }
  const paths = await files.pathsOf([mount.sourceNodeId, nodeId])
  const [from, to] = [paths.get(mount.sourceNodeId), paths.get(nodeId)]
  return from && to && { versions, path: to.slice(from.length) }
}

/** The user's places that show it, or something that it lies in. */
async function mountsWith(
  { database: { read }, files }: MountsContext,
  { userId }: UserActor,
  nodeId: number,
): Promise<LocalMount[]> {
  const ancestors = (await files.ancestorsOf(read, [nodeId])).get(nodeId) ?? []
  const [place, around] = await Promise.all([
    findLocalMounts(read, [nodeId]),
    listMountsOfNodes(read, ancestors),
  ])
  return [...place, ...around].filter(({ user }) => user === userId)
}
