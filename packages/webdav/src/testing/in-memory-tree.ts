import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { resolveRange } from '../headers/range.ts'
import { checkPreconditions } from '../preconditions.ts'
import { ResourceError } from '../resource-error.ts'
import type {
  ChangeOptions,
  DavPath,
  Resource,
  ResourceQuestion,
  ResourceRights,
  ResourceTree,
  WriteOptions,
} from '../resource-tree.ts'
import { createLockTable } from './lock-table.ts'
import { createNodeStore, type FileNode, type FolderNode, type TreeNode } from './node-store.ts'

export interface InMemoryTreeOptions {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Contents by path (`notes/today.txt`); the folders on the way are made. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** What may be done with a resource; everything when absent. */
  readonly rightsOf?: (path: DavPath) => ResourceRights
  /** Most bytes that fit; no limit when absent. */
  readonly quota?: number
}

const allRights: ResourceRights = { read: true, update: true, create: true, delete: true, share: true }

/**
 * A tree that lives in memory: for tests, demonstrations and as the model of what a tree must do. It keeps every
 * promise of the port; entity tags of folders change whenever anything below them does.
 */
export function createInMemoryTree(options: InMemoryTreeOptions): ResourceTree {
  const { now, rightsOf = () => allRights, quota = Number.POSITIVE_INFINITY } = options
  const store = createNodeStore(now)
  const locks = createLockTable(now)
  for (const [path, contents] of Object.entries(options.files ?? {})) store.plant(path.split('/'), contents)

  return {
    async stat(path, question) {
      const node = store.find(path)
      return node && describe(path, node, question)
    },

    async list(path, question) {
      const folder = mustFind(path)
      if (folder.kind === 'file') throw new ResourceError('not-a-folder', 'This is a file.')
      mayDo('read', path)
      const children = [...folder.children].map(([name, child]) => describe([...path, name], child, question))
      return { folder: describe(path, folder, question), children: Readable.from(children) }
    },

    async read(path, { range, rangeIfEtag }) {
      const file = mustFind(path)
      if (file.kind === 'folder') throw new ResourceError('is-a-folder', 'This is a folder.')
      mayDo('read', path)
      const resource = describe(path, file)
      const { contents } = file
      if (range === undefined || (rangeIfEtag !== undefined && rangeIfEtag !== resource.etag)) {
        return { resource, body: Readable.from([contents]) }
      }
      const part = resolveRange(range, contents.length)
      if (part === undefined) {
        throw new ResourceError('range-not-satisfiable', 'The file is shorter.', { size: contents.length })
      }
      return { resource, range: part, body: Readable.from([contents.subarray(part.first, part.last + 1)]) }
    },

    async write(path, body, writing) {
      admitWrite(path, writing)
      const contents = await collect(body, writing)
      const existing = admitWrite(path, writing)
      mustFit(contents.length - (existing?.contents.length ?? 0))
      const file = store.putFile(path, contents, { existing, modifiedAt: writing.modifiedAt })
      return { created: existing === undefined, resource: describe(path, file) }
    },

    async makeFolder(path, change) {
      const existing = store.find(path)
      check(change, path, existing)
      if (existing !== undefined) throw new ResourceError('already-exists', 'There is something already.')
      mayAdd(path, change)
      return { fileId: store.putFolder(path).fileId }
    },

    async remove(path, change) {
      const node = mustFind(path)
      check(change, path, node)
      mayTake(path, change)
      store.remove(path)
      locks.forget(path, 'all')
    },

    async copy(from, to, { overwrite, depth, ...change }) {
      const node = mustFind(from)
      check(change, from, node)
      mayDo('read', from)
      const replaced = admitTarget(to, overwrite, change)
      mustFit(depth === '0' && node.kind === 'folder' ? 0 : store.sizeOf(node))
      if (replaced) locks.forget(to, 'below')
      store.place(to, store.duplicate(node, depth))
      return { created: !replaced }
    },

    async move(from, to, { overwrite, ...change }) {
      const node = mustFind(from)
      check(change, from, node)
      mayTake(from, change)
      const replaced = admitTarget(to, overwrite, change)
      locks.forget(from, 'all')
      if (replaced) locks.forget(to, 'below')
      store.remove(from)
      store.place(to, node)
      return { created: !replaced, fileId: node.fileId }
    },

    async patchProperties(path, patch, change) {
      const node = mustFind(path)
      check(change, path, node)
      mayDo('update', path)
      locks.demandFree(path, change.lockTokens)
      store.patch(node, patch)
    },

    locking: {
      async lock(path, order) {
        const existing = store.find(path)
        check(order, path, existing)
        if (existing === undefined) mayAdd(path, order)
        else mayDo('update', path)
        const lock = locks.take(path, order)
        const facts = { existing: undefined, modifiedAt: undefined }
        if (existing === undefined) store.putFile(path, Buffer.alloc(0), facts)
        return { lock, created: existing === undefined }
      },
      refresh: async (path, token, timeout) => locks.refresh(path, token, timeout),
      unlock: async (path, token) => locks.release(path, token),
    },

    async changes(path, since, limit, question) {
      if (mustFind(path).kind === 'file') throw new ResourceError('not-a-folder', 'This is a file.')
      mayDo('read', path)
      const page = store.changes.since(path, since, limit)
      const changed = page.changed.map((place) => ({
        path: place,
        resource: describe(place, mustFind(place), question),
      }))
      return { ...page, changed }
    },
  }

  function admitWrite(path: DavPath, change: ChangeOptions): FileNode | undefined {
    const existing = store.find(path)
    if (existing?.kind === 'folder') throw new ResourceError('is-a-folder', 'This is a folder.')
    check(change, path, existing)
    if (existing === undefined) {
      mayAdd(path, change)
      return undefined
    }
    mayDo('update', path)
    locks.demandFree(path, change.lockTokens)
    return existing
  }

  /** @returns whether something is there that is going to be replaced */
  function admitTarget(to: DavPath, overwrite: boolean, change: ChangeOptions): boolean {
    mayAdd(to, change)
    if (store.find(to) === undefined) return false
    if (!overwrite) throw new ResourceError('precondition-failed', 'There is something at the destination.')
    mayTake(to, change)
    return true
  }

  function mustFind(path: DavPath): TreeNode {
    const node = store.find(path)
    if (node === undefined) throw new ResourceError('not-found', 'There is nothing at this address.')
    return node
  }

  /** RFC 4918 7.4: a lock on a folder guards which members it has. */
  function mayAdd(path: DavPath, { lockTokens }: ChangeOptions): void {
    const folder = path.slice(0, -1)
    if (store.find(folder)?.kind !== 'folder') {
      throw new ResourceError('parent-missing', 'The folder for it is missing.')
    }
    mayDo('create', folder)
    locks.demandFree(folder, lockTokens)
  }

  function mayTake(path: DavPath, { lockTokens }: ChangeOptions): void {
    mayDo('delete', path)
    locks.demandFree(path.slice(0, -1), lockTokens)
    locks.demandAllFree(path, lockTokens)
  }

  function mayDo(right: keyof ResourceRights, path: DavPath): void {
    if (!rightsOf(path)[right]) throw new ResourceError('forbidden', `You have no right to ${right} here.`)
  }

  function mustFit(more: number): void {
    if (used() + more > quota) throw new ResourceError('insufficient-storage', 'It does not fit.')
  }

  function used(): number {
    return store.sizeOf(mustFind([]))
  }

  function check({ preconditions }: ChangeOptions, path: DavPath, node: TreeNode | undefined): void {
    const current = node && describe(path, node)
    if (checkPreconditions(preconditions, current, false) !== 'go-on') {
      throw new ResourceError('precondition-failed', 'It has changed in the meantime.')
    }
  }

  function describe<N extends TreeNode>(
    path: DavPath,
    node: N,
    question?: ResourceQuestion,
  ): Extract<Resource, { kind: N['kind'] }>
  function describe(path: DavPath, node: FileNode | FolderNode, question: ResourceQuestion = {}): Resource {
    const { etag, fileId, modifiedAt, createdAt, properties } = node
    const facts = {
      name: path.at(-1) ?? '',
      etag,
      fileId,
      modifiedAt,
      createdAt,
      rights: rightsOf(path),
      ...(question.deadProperties ? { deadProperties: [...properties.values()] } : {}),
      ...(question.locks === true ? { locks: locks.covering(path) } : {}),
    }
    if (node.kind === 'file') {
      const { contents, contentType, checksums } = node
      return { ...facts, kind: 'file', size: contents.length, contentType, checksums }
    }
    const available = quota === Number.POSITIVE_INFINITY ? {} : { available: quota - used() }
    return {
      ...facts,
      kind: 'folder',
      ...(question.quota === true ? { quota: { used: used(), ...available } } : {}),
      ...(question.folderSize === true ? { size: store.sizeOf(node) } : {}),
      ...(question.syncToken === true ? { syncToken: store.changes.token() } : {}),
    }
  }
}

async function collect(body: Readable, { length, checksum }: WriteOptions): Promise<Buffer> {
  const contents = Buffer.concat(await body.toArray())
  if (length !== undefined && contents.length !== length) {
    throw new ResourceError('bad-path', `${length} bytes were announced, ${contents.length} came.`)
  }
  if (checksum !== undefined) {
    const digest = createHash(checksum.algorithm).update(contents).digest('hex')
    if (digest !== checksum.value) throw new ResourceError('checksum-mismatch', 'Something else has come.')
  }
  return contents
}
