import type { PeerHost } from '@isthmus/ocm'
import type { DavPath } from '@isthmus/webdav'
import { type Entry, entryOf, hasWords, searchWords } from '../files/index.ts'
import type { UserActor } from '../platform/actor.ts'
import type { MountsContext } from './context.ts'
import { describeMounts } from './describe-mounts.ts'
import { listAllLocalMounts } from './local-mount-repository.ts'
import { listMountsByPeer, type Mount } from './mount-repository.ts'
import { type PeerAccess, treeOf } from './open-mount.ts'
import { eachRemoteName, findRemoteNodesById } from './remote-node-repository.ts'
import { resourceOf } from './remote-resource.ts'
import { type WalkOutcome, walkCloud } from './walk-cloud.ts'

/** What was found in what others share with somebody. */
export interface ReceivedSearch {
  /** With their paths in the user's tree, those higher up first. */
  readonly entries: readonly Entry[]
  /** There is more than was asked for. */
  readonly truncated: boolean
  /** The other clouds that were looked through. */
  readonly clouds: readonly { readonly server: PeerHost; readonly outcome: WalkOutcome }[]
}

/** How long other clouds are asked, milliseconds. */
const patience = 4000
/** How many of them at the same time. */
const cloudsAtOnce = 8
/** How many names are compared of one mount. */
const mostNames = 50_000
const mostLocalMounts = 500

/**
 * Finds files and folders by their names in all that others share with a user. What people here share is found in the
 * database. Other clouds are asked for the listings of some folders, for four seconds at most, and then what has been
 * seen there, now or before, is searched: of a cloud that does not answer, too.
 * @param query - `text`: words that a name has to contain, every one of them; `limit`: at most 500
 * @param signal - ends what other servers are asked
 */
export async function searchReceived(
  context: MountsContext,
  access: PeerAccess,
  actor: UserActor,
  query: { readonly text: string; readonly limit: number },
  signal: AbortSignal,
): Promise<ReceivedSearch> {
  const words = searchWords(query.text)
  if (words.length === 0) return { entries: [], truncated: false, clouds: [] }
  const { limit } = query
  const [here, there] = await Promise.all([
    searchHere(context, actor, words, limit + 1),
    searchClouds(context, access, actor, { words, limit: limit + 1 }, signal),
  ])
  const entries = [...here, ...there.entries].toSorted(byPlace)
  return { entries: entries.slice(0, limit), truncated: entries.length > limit, clouds: there.clouds }
}

function byPlace({ path: one }: Entry, { path: other }: Entry): number {
  return one.length - other.length || (one.join('/') < other.join('/') ? -1 : 1)
}

/** What people of this server share. */
async function searchHere(
  { database: { read }, shares, files }: MountsContext,
  { tenant, userId }: UserActor,
  words: readonly string[],
  limit: number,
): Promise<Entry[]> {
  const mounts = await listAllLocalMounts(read, userId, mostLocalMounts)
  const grants = await shares.localGrants(
    read,
    tenant,
    mounts.map(({ shareId }) => shareId),
  )
  const places = await files.pathsOf(mounts.map(({ nodeId }) => nodeId))
  const found: Entry[] = []
  for (const { nodeId, shareId, sourceNodeId } of mounts) {
    const rights = grants.get(shareId)?.rights
    const place = places.get(nodeId)
    if (rights?.read !== true || place === undefined) continue
    for (const entry of await files.searchBelow(sourceNodeId, rights, { words, limit })) {
      found.push({ ...entry, path: [...place, ...entry.path], received: 'inside' })
    }
    if (found.length >= limit) break
  }
  return found
}

async function searchClouds(
  context: MountsContext,
  access: PeerAccess,
  { userId }: UserActor,
  query: { readonly words: readonly string[]; readonly limit: number },
  signal: AbortSignal,
): Promise<Pick<ReceivedSearch, 'entries' | 'clouds'>> {
  const byPeer = await listMountsByPeer(context.database.read, [userId])
  const all = [...byPeer.values()].flat().map(({ nodeId }) => nodeId)
  // Those that are over, or lie in the trash, are missing.
  const [standing, places] = await Promise.all([describeMounts(context, all), context.files.pathsOf(all)])
  const clouds = [...byPeer].flatMap(([server, mounts]) => {
    const open = mounts.filter(({ nodeId }) => standing.get(nodeId)?.kind === 'folder' && places.has(nodeId))
    return open.length === 0 ? [] : [{ server, mounts: open }]
  })

  const done = new AbortController()
  const late = new AbortController()
  void context.clock.sleep(patience, done.signal).then(() => late.abort())
  const stop = AbortSignal.any([signal, late.signal])
  const waiting = [...clouds]
  const outcomes = new Map<PeerHost, WalkOutcome>()
  const walkOn = async () => {
    for (let cloud = waiting.shift(); cloud !== undefined; cloud = waiting.shift()) {
      const trees = await Promise.all(cloud.mounts.map((mount) => treeOf(context, access, mount, stop)))
      const open = trees.filter((tree) => tree !== undefined)
      outcomes.set(cloud.server, late.signal.aborted ? 'part' : await walkCloud(open, late.signal))
    }
  }
  try {
    await Promise.all(Array.from({ length: cloudsAtOnce }, walkOn))
  } finally {
    done.abort()
  }

  const entries: Entry[] = []
  for (const mount of clouds.flatMap(({ mounts }) => mounts)) {
    entries.push(...(await searchSeen(context, mount, places.get(mount.nodeId) ?? [], query)))
  }
  return {
    entries,
    clouds: clouds.map(({ server }) => ({ server, outcome: outcomes.get(server) ?? 'part' })),
  }
}

/** What has been seen in a mount. */
async function searchSeen(
  { database: { read } }: MountsContext,
  { nodeId }: Mount,
  place: DavPath,
  { words, limit }: { readonly words: readonly string[]; readonly limit: number },
): Promise<Entry[]> {
  const ids: number[] = []
  let compared = 0
  for await (const part of eachRemoteName(read, nodeId)) {
    ids.push(...part.filter(({ name }) => hasWords(name, words)).map(({ id }) => id))
    compared += part.length
    if (ids.length >= limit || compared >= mostNames) break
  }
  const nodes = await findRemoteNodesById(read, ids.slice(0, limit))
  return nodes.map((node) =>
    entryOf(resourceOf(node, node.id, 'inside'), [...place, ...node.path.split('/')]),
  )
}
