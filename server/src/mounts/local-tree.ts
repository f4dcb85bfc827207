/**
 * What somebody on this server shares, as the recipient works with it: the owner's own tree, with what the share allows
 * at each moment. No request and no copy.
 */
import { type Resource, type ResourceTree } from '@isthmus/webdav'
import type { MountFacts } from '../files/index.ts'
import { TreeRefusal } from '../files/index.ts'
import type { UserActor } from '../platform/actor.ts'
import { because } from '../platform/fault-reasons.ts'
import type { MountsContext } from './context.ts'
import { findLocalMounts } from './local-mount-repository.ts'

/** @throws ResourceError `not-found` when nothing is open there for the user now */
export async function openLocalMount(
  context: MountsContext,
  nodeId: number,
  actor: UserActor,
): Promise<ResourceTree> {
  const [mount] = await findLocalMounts(context.database.read, [nodeId])
  const tree = mount && (await context.shares.openLocalShare(actor, mount.shareId))
  if (tree === undefined) throw new TreeRefusal('not-found', because('share-over'))
  return asReceived(tree)
}

/** What listings of the parent show of such mounts: what is shared, as it is now. One that is closed is missing. */
export async function describeLocalMounts(
  context: MountsContext,
  nodeIds: readonly number[],
): Promise<Map<number, MountFacts>> {
  const { read } = context.database
  const mounts = await findLocalMounts(read, nodeIds)
  const [first] = mounts
  if (first === undefined) return new Map()
  const shareIds = mounts.map(({ shareId }) => shareId)
  const grants = await context.shares.localGrants(read, first.tenant, shareIds)
  const sources = await context.files.describe(mounts.map(({ sourceNodeId }) => sourceNodeId))
  const facts = new Map<number, MountFacts>()
  for (const { nodeId, shareId, sourceNodeId } of mounts) {
    const rights = grants.get(shareId)?.rights
    const source = sources.get(sourceNodeId)
    if (rights === undefined || source === undefined) continue
    const { etag, modifiedAt, kind } = source
    const own = source.kind === 'file' ? { size: source.size, contentType: source.contentType } : {}
    facts.set(nodeId, { kind, etag, modifiedAt, rights, ...own })
  }
  return facts
}

/** The same tree, marked as somebody else's for sync clients. */
function asReceived(tree: ResourceTree): ResourceTree {
  const { changes } = tree
  return {
    ...tree,
    async stat(path, question) {
      const resource = await tree.stat(path, question)
      return resource && received(resource)
    },
    async list(path, question) {
      const { folder, children } = await tree.list(path, question)
      return { folder: received(folder), children: eachReceived(children) }
    },
    async read(path, options) {
      const reading = await tree.read(path, options)
      return { ...reading, resource: received(reading.resource) }
    },
    async write(path, body, options) {
      const written = await tree.write(path, body, options)
      return { ...written, resource: received(written.resource) }
    },
    ...(changes === undefined
      ? {}
      : {
          async changes(path, since, limit, question) {
            const answer = await changes(path, since, limit, question)
            const changed = answer.changed.map((change) => ({
              ...change,
              resource: received(change.resource),
            }))
            return { ...answer, changed }
          },
        }),
  }
}

async function* eachReceived(
  children: AsyncIterable<Resource> | Iterable<Resource>,
): AsyncGenerator<Resource> {
  for await (const child of children) yield received(child)
}

function received<Kind extends Resource>(resource: Kind): Kind {
  return { ...resource, received: 'inside' }
}
