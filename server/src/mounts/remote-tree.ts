import type { Readable } from 'node:stream'
import {
  type DavPath,
  type FileReading,
  type FileResource,
  type FolderListing,
  type ReadOptions,
  type RemoteEntry,
  type RemoteReading,
  RemoteRefusal,
  type Resource,
  ResourceError,
  type ResourceTree,
  type WebdavClient,
} from '@isthmus/webdav'
import type { Rights } from '../platform/permissions.ts'
import type { MountsContext } from './context.ts'
import { exactBody } from './exact-body.ts'
import type { Mount, RootFacts } from './mount-repository.ts'
import type { RemoteConnection } from './remote-connection.ts'
import { indexListing, indexNode } from './remote-index.ts'
import { resourceOf, seenNode } from './remote-resource.ts'

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
    async stat(path) {
      const entry = await statRemote(path)
      return entry && noted(path, entry)
    },

    async list(path): Promise<FolderListing> {
      const { self, entries } = await connection.ask(aboutSeen(path), async (client, signal) => {
        await using listing = await client.list(path, { signal })
        return { self: listing.self, entries: await Array.fromAsync(listing.children) }
      })
      const folder = await noted(path, self)
      if (folder.kind === 'file') throw new ResourceError('not-a-folder', 'This is a file.')
      const children = await indexListing(context, mount.nodeId, path, entries, granted)
      return { folder, children: iterate(children.map((child) => resourceOf(child, child.id, 'inside'))) }
    },

    async read(path, options: ReadOptions): Promise<FileReading> {
      const reading = await connection.ask(aboutSeen(path), (client, signal) =>
        client.read(path, { ...options, signal }),
      )
      const { etag, modifiedAt, contentType, range } = reading
      const { size, body } = await measured(path, reading)
      const entry: RemoteEntry = {
        kind: 'file',
        name: '',
        href: '',
        ...(etag === undefined ? {} : { etag }),
        ...(modifiedAt === undefined ? {} : { modifiedAt }),
        ...(contentType === undefined ? {} : { contentType }),
        size,
      }
      const { permissions: _unsaid, ...facts } = factsOf(entry)
      if (isRoot(path) && etag !== undefined) await news.seen(facts)
      return { resource: shown(path, entry) as FileResource, body, ...(range === undefined ? {} : { range }) }
    },

    async write(path, body: Readable, options) {
      const about = isRoot(path) ? 'root-contents' : 'inside'
      const written = await connection.ask(
        about,
        (client, signal) => client.write(path, body, { ...options, signal }),
        { repeatable: false },
      )
      await news.changed()
      return { created: written.created, resource: await writtenFile(path, written.etag, options.length) }
    },

    makeFolder: (path, options) =>
      change((client, signal) => client.makeFolder(path, { ...options, signal })),
    remove: (path, options) => change((client, signal) => client.remove(path, { ...options, signal })),
    copy: (from, to, options) => change((client, signal) => client.copy(from, to, { ...options, signal })),
    move: (from, to, options) => change((client, signal) => client.move(from, to, { ...options, signal })),
  }

  async function change<T>(question: (client: WebdavClient, signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const result = await connection.ask('inside', question)
      await news.changed()
      return result
    } catch (error) {
      // Something was done, though not all of it.
      if (error instanceof ResourceError && error.reason === 'bad-gateway') await news.changed()
      throw error
    }
  }

  function statRemote(path: DavPath): Promise<RemoteEntry | undefined> {
    return connection.ask(aboutSeen(path), async (client, signal) => {
      const entry = await client.stat(path, { signal })
      if (entry === undefined && isRoot(path)) throw new RemoteRefusal('PROPFIND', 404)
      return entry
    })
  }

  /** Notes what was seen, and gives it its id. */
  async function noted(path: DavPath, entry: RemoteEntry): Promise<Resource> {
    if (!isRoot(path)) {
      const node = await indexNode(context, seenNode(mount.nodeId, path, entry, granted))
      return resourceOf(node, node.id, 'inside')
    }
    await news.seen(factsOf(entry))
    return resourceOf(seenNode(mount.nodeId, path, entry, granted), mount.nodeId, 'root')
  }

  /** The same without an id. */
  function shown(path: DavPath, entry: RemoteEntry): Resource {
    const node = seenNode(mount.nodeId, path, entry, granted)
    return isRoot(path) ? resourceOf(node, mount.nodeId, 'root') : resourceOf(node, undefined, 'inside')
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

  /** A server that sends a file without its length is asked for it: clients must see when the file breaks off. */
  async function measured(
    path: DavPath,
    { size, body, range }: RemoteReading,
  ): Promise<{ size: number; body: Readable }> {
    if (size !== undefined) return { size, body }
    try {
      const entry = await statRemote(path)
      if (entry?.size === undefined) {
        throw new ResourceError('unavailable', 'The server of this share does not tell how long the file is.')
      }
      const length = range === undefined ? entry.size : range.last - range.first + 1
      return { size: entry.size, body: exactBody(body, length) }
    } catch (error) {
      body.destroy()
      throw error
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

function aboutSeen(path: DavPath): 'root' | 'inside' {
  return isRoot(path) ? 'root' : 'inside'
}

function isRoot(path: DavPath): boolean {
  return path.length === 0
}

async function* iterate<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
