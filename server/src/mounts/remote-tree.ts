import type { Readable } from 'node:stream'
import {
  type ChangeOptions,
  type DavPath,
  type FileReading,
  type FileResource,
  type FolderListing,
  isClientProperty,
  type ReadOptions,
  type RemoteEntry,
  RemoteRefusal,
  type Resource,
  ResourceError,
  type ResourceQuestion,
  type ResourceTree,
  type WebdavClient,
} from '@isthmus/webdav'
import { TreeRefusal } from '../files/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { Rights } from '../platform/permissions.ts'
import { checkedUpload } from './checked-upload.ts'
import type { MountsContext } from './context.ts'
import type { Mount, RootFacts } from './mount-repository.ts'
import { type ListingPart, type OpenListing, openListing } from './open-listing.ts'
import { readRemoteFile } from './read-remote-file.ts'
import { conditionsFor } from './remote-conditions.ts'
import type { RemoteConnection } from './remote-connection.ts'
import { indexFolder, indexNode, recallListing, recallNode } from './remote-index.ts'
import { createRemoteLocking } from './remote-locking.ts'
import { hasPeerIds } from './remote-node-repository.ts'
import { extraFactsOf, resourceOf, seenNode } from './remote-resource.ts'

/** What a remote tree tells its mount. */
export interface RootNews {
  /** The root as it was just seen; without `permissions`, in passing. */
  seen(facts: Omit<RootFacts, 'permissions'> & Partial<RootFacts>): Promise<void>
  /** Something in the mount was changed through us. */
  changed(): Promise<void>
}

/**
 * A received share as a resource tree: every call is one exchange with its server, and nothing is copied. Entity tags
 * are those of the server; ids are ours. Rights are the server's to enforce; those of the share narrow them.
 */
export function createRemoteTree(
  context: MountsContext,
  mount: Mount,
  granted: Rights,
  connection: RemoteConnection,
  news: RootNews,
): ResourceTree {
  return {
    async stat(path, question) {
      const entry = await statRemote(path, question)
      return entry && noted(path, entry, await saysWhich(entry, question))
    },

    async list(path, question): Promise<FolderListing> {
      const reading = await openListing(connection, path, question)
      try {
        const noting = await saysWhich(reading.self, question)
        const folder = await noted(path, reading.self, noting)
        if (folder.kind === 'file') throw new TreeRefusal('not-a-folder', because('is-a-file'))
        const show = childrenOf(path, noting)
        const first = await show(reading.first)
        if (reading.rest === undefined) await show('end')
        return { folder, children: reading.rest === undefined ? first : remaining(first, reading, show) }
      } catch (error) {
        await reading[Symbol.asyncDispose]()
        throw error
      }
    },

    async read(path, options: ReadOptions): Promise<FileReading> {
      const { entry, body, range } = await readRemoteFile(context, connection, path, options, () =>
        statRemote(path),
      )
      const { permissions: _unsaid, ...facts } = factsOf(entry)
      if (isRoot(path) && entry.etag !== undefined) await news.seen(facts)
      return { resource: shown(path, entry) as FileResource, body, ...(range === undefined ? {} : { range }) }
    },

    async write(path, body: Readable, options) {
      const { checksum } = options
      const conditions = await conditionsOf(path, options)
      const upload = checksum === undefined ? body : checkedUpload(body, checksum)
      const written = await connection.ask(
        aboutContents(path),
        (client, signal) => client.write(path, upload, { ...options, ...conditions, signal }),
        { repeatable: false },
      )
      await news.changed()
      return { created: written.created, resource: await writtenFile(path, written.etag, options.length) }
    },

    makeFolder: (path, options) =>
      change(path, options, (client, asked) => client.makeFolder(path, { ...options, ...asked })),
    remove: (path, options) =>
      change(path, options, (client, asked) => client.remove(path, { ...options, ...asked })),
    copy: (from, to, options) =>
      change(from, options, (client, asked) => client.copy(from, to, { ...options, ...asked })),
    move: (from, to, options) =>
      change(from, options, (client, asked) => client.move(from, to, { ...options, ...asked })),

    async patchProperties(path, patch, options) {
      if (![...patch.set, ...patch.remove].every(isClientProperty)) {
        throw new ResourceError('forbidden', 'Its server keeps such a property for itself.')
      }
      await change(path, options, (client, asked) =>
        client.patchProperties(path, patch, { ...options, ...asked }),
      )
    },

    locking: createRemoteLocking(context, connection, news.changed),
  }

  async function change<T>(
    path: DavPath,
    options: ChangeOptions,
    question: (
      client: WebdavClient,
      asked: Pick<ChangeOptions, 'preconditions'> & { readonly signal: AbortSignal },
    ) => Promise<T>,
  ): Promise<T> {
    try {
      const conditions = await conditionsOf(path, options)
      const result = await connection.ask(aboutContents(path), (client, signal) =>
        question(client, { ...conditions, signal }),
      )
      await news.changed()
      return result
    } catch (error) {
      // Something was done, though not all of it.
      if (error instanceof ResourceError && error.reason === 'bad-gateway') await news.changed()
      throw error
    }
  }

  async function conditionsOf(
    path: DavPath,
    { preconditions }: ChangeOptions,
  ): Promise<Pick<ChangeOptions, 'preconditions'>> {
    const look = async () => {
      const entry = await statRemote(path)
      return entry && { entry, resource: shown(path, entry) }
    }
    return { preconditions: await conditionsFor(preconditions, look) }
  }

  function statRemote(path: DavPath, question?: ResourceQuestion): Promise<RemoteEntry | undefined> {
    return connection.ask(aboutSeen(path), async (client, signal) => {
      const entry = await client.stat(path, { ...question, signal })
      if (entry === undefined && isRoot(path)) throw new RemoteRefusal('PROPFIND', 404)
      return entry
    })
  }

  /**
   * Asked for everything there is (RFC 4918 9.1, `allprop`), some servers leave out their own properties though they
   * were named beside it: such an answer does not tell which file it is, nor what may be done with it.
   */
  async function saysWhich(entry: RemoteEntry, question: ResourceQuestion | undefined): Promise<boolean> {
    if (question?.deadProperties !== true || entry.fileId !== undefined) return true
    return !(await hasPeerIds(context.database.read, mount.nodeId))
  }

  /** Notes part after part of a folder's children, and shows them. */
  function childrenOf(path: DavPath, noting: boolean): (part: ListingPart | 'end') => Promise<Resource[]> {
    const index = indexFolder(context, mount.nodeId, path, granted)
    return async (part) => {
      if (part === 'end') {
        if (noting) await index.end()
        return []
      }
      const now = context.clock.now()
      const extras = new Map(part.map((entry) => [entry.name, extraFactsOf(entry, now)]))
      const nodes = noting
        ? await index.note(part)
        : await recallListing(context, mount.nodeId, path, part, granted)
      return nodes.map((node) => resourceOf(node, node.id, 'inside', extras.get(node.name)))
    }
  }

  /** Gives what was seen its id, and notes it unless that is uncertain. */
  async function noted(path: DavPath, entry: RemoteEntry, noting = true): Promise<Resource> {
    const seen = seenNode(mount.nodeId, path, entry, granted)
    const extra = extraFactsOf(entry, context.clock.now())
    if (!isRoot(path)) {
      const node = noting ? await indexNode(context, seen) : await recallNode(context, seen)
      return resourceOf(node, node.id, 'inside', extra)
    }
    if (noting) await news.seen(factsOf(entry))
    return resourceOf(seen, mount.nodeId, 'root', extra)
  }

  /** The same without an id. */
  function shown(path: DavPath, entry: RemoteEntry): Resource {
    const node = seenNode(mount.nodeId, path, entry, granted)
    const extra = extraFactsOf(entry, context.clock.now())
    return isRoot(path)
      ? resourceOf(node, mount.nodeId, 'root', extra)
      : resourceOf(node, undefined, 'inside', extra)
  }

  function factsOf(entry: RemoteEntry): RootFacts {
    const { kind, etag, modifiedAt, permissions } = seenNode(mount.nodeId, [], entry, granted)
    return {
      kind,
      etag,
      modifiedAt,
      permissions,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      ...(entry.contentType === undefined ? {} : { contentType: entry.contentType }),
    }
  }

  /** The write has succeeded, so a server that falls silent right after it must not make it look failed. */
  async function writtenFile(
    path: DavPath,
    etag: string | undefined,
    length: number | undefined,
  ): Promise<FileResource> {
    try {
      const entry = await statRemote(path)
      if (entry?.kind === 'file') return (await noted(path, entry)) as FileResource
    } catch (error) {
      if (!(error instanceof ResourceError)) throw error
    }
    const entry: RemoteEntry = {
      kind: 'file',
      name: '',
      href: '',
      modifiedAt: context.clock.now(),
      ...(etag === undefined ? {} : { etag }),
      ...(length === undefined ? {} : { size: length }),
    }
    return shown(path, entry) as FileResource
  }
}

function aboutContents(path: DavPath): 'root-contents' | 'inside' {
  return isRoot(path) ? 'root-contents' : 'inside'
}

function aboutSeen(path: DavPath): 'root' | 'inside' {
  return isRoot(path) ? 'root' : 'inside'
}

function isRoot(path: DavPath): boolean {
  return path.length === 0
}

async function* remaining(
  first: readonly Resource[],
  reading: OpenListing,
  show: (part: ListingPart | 'end') => Promise<Resource[]>,
): AsyncGenerator<Resource> {
  try {
    yield* first
    for await (const part of reading.rest ?? []) yield* await show(part)
    await show('end')
  } finally {
    await reading[Symbol.asyncDispose]()
  }
}
