import { createHash } from 'node:crypto'
import { propertyKey } from '../properties/property-name.ts'
import type { DavPath, DeadProperty, FileResource, PropertyPatch } from '../resource-tree.ts'
import { type ChangeLog, createChangeLog } from './change-log.ts'
import { contentTypeOf } from './content-type.ts'

interface NodeFacts {
  etag: string
  readonly fileId: string
  readonly createdAt: number
  modifiedAt: number
  /** By `propertyKey`. */
  readonly properties: Map<string, DeadProperty>
}

export interface FileNode extends NodeFacts {
  readonly kind: 'file'
  readonly contents: Buffer
  readonly contentType: string
  readonly checksums: NonNullable<FileResource['checksums']>
}

export interface FolderNode extends NodeFacts {
  readonly kind: 'folder'
  readonly children: Map<string, TreeNode>
}

export type TreeNode = FileNode | FolderNode

/** The nodes of an in-memory tree, and what becomes of ids and entity tags when they change. No rules. */
export interface NodeStore {
  readonly changes: Pick<ChangeLog, 'since' | 'token'>
  find(path: DavPath): TreeNode | undefined
  /** Length of everything in a node, in bytes. */
  sizeOf(node: TreeNode): number
  putFile(
    path: DavPath,
    contents: Buffer,
    facts: { existing: FileNode | undefined; modifiedAt: number | undefined },
  ): FileNode
  putFolder(path: DavPath): FolderNode
  place(path: DavPath, node: TreeNode): void
  remove(path: DavPath): void
  duplicate(node: TreeNode, depth: '0' | 'infinity'): TreeNode
  patch(node: TreeNode, patch: PropertyPatch): void
  /** Puts a file and the folders on the way to it. */
  plant(path: DavPath, contents: string | Uint8Array): void
}

/** @param now - epoch milliseconds */
export function createNodeStore(now: () => number): NodeStore {
  const changes = createChangeLog()
  let lastVersion = 0
  let lastFileId = 0
  const root = newFolder()

  function find(path: DavPath): TreeNode | undefined {
    let node: TreeNode | undefined = root
    for (const name of path) node = node?.kind === 'folder' ? node.children.get(name) : undefined
    return node
  }

  function place(path: DavPath, node: TreeNode): void {
    folderOf(path).children.set(nameOf(path), node)
    touch(path)
    recordTree(path, node)
  }

  /** A change shows in the entity tags of everything above it. */
  function touch(path: DavPath): void {
    const version = nextVersion()
    for (let depth = 0; depth < path.length; depth += 1) {
      const folder = find(path.slice(0, depth))
      if (folder === undefined) continue
      folder.etag = version
      changes.changed(path.slice(0, depth))
    }
  }

  function recordTree(path: DavPath, node: TreeNode): void {
    changes.changed(path)
    if (node.kind === 'file') return
    for (const [name, child] of node.children) recordTree([...path, name], child)
  }

  function folderOf(path: DavPath): FolderNode {
    const parent = find(path.slice(0, -1))
    if (parent?.kind !== 'folder') throw new Error(`no folder for ${path.join('/')}`)
    return parent
  }

  function newFolder(): FolderNode {
    return { kind: 'folder', children: new Map(), ...newFacts() }
  }

  function newFacts(): NodeFacts {
    const time = now()
    const properties = new Map<string, DeadProperty>()
    return { etag: nextVersion(), fileId: nextFileId(), createdAt: time, modifiedAt: time, properties }
  }

  function nextVersion(): string {
    lastVersion += 1
    return `v${lastVersion}`
  }

  function nextFileId(): string {
    lastFileId += 1
    return String(lastFileId)
  }

  function putFile(
    path: DavPath,
    contents: Buffer,
    { existing, modifiedAt = now() }: { existing: FileNode | undefined; modifiedAt: number | undefined },
  ): FileNode {
    const facts = existing === undefined ? newFacts() : { ...existing, etag: nextVersion() }
    const file: FileNode = {
      ...facts,
      modifiedAt,
      kind: 'file',
      contents,
      contentType: contentTypeOf(nameOf(path)),
      checksums: { sha1: digest('sha1', contents), sha256: digest('sha256', contents) },
    }
    place(path, file)
    return file
  }

  function duplicate(node: TreeNode, depth: '0' | 'infinity'): TreeNode {
    const properties = new Map(node.properties)
    if (node.kind === 'file') return { ...node, ...newFacts(), modifiedAt: node.modifiedAt, properties }
    const copy = { ...newFolder(), properties }
    if (depth === '0') return copy
    for (const [name, child] of node.children) copy.children.set(name, duplicate(child, depth))
    return copy
  }

  function sizeOf(node: TreeNode): number {
    if (node.kind === 'file') return node.contents.length
    return [...node.children.values()].reduce((sum, child) => sum + sizeOf(child), 0)
  }

  return {
    changes,
    find,
    sizeOf,
    putFile,
    putFolder(path) {
      const folder = newFolder()
      place(path, folder)
      return folder
    },
    place,
    remove(path) {
      folderOf(path).children.delete(nameOf(path))
      touch(path)
      changes.gone(path)
    },
    duplicate,
    patch(node, { set, remove, modifiedAt }) {
      for (const name of remove) node.properties.delete(propertyKey(name))
      for (const property of set) node.properties.set(propertyKey(property), property)
      if (modifiedAt !== undefined) node.modifiedAt = modifiedAt
    },
    plant(path, contents) {
      for (let depth = 1; depth < path.length; depth += 1) {
        const folder = path.slice(0, depth)
        if (find(folder) === undefined) place(folder, newFolder())
      }
      putFile(path, Buffer.from(contents), { existing: undefined, modifiedAt: undefined })
    },
  }
}

function nameOf(path: DavPath): string {
  const name = path.at(-1)
  if (name === undefined) throw new Error('the root has no name')
  return name
}

function digest(algorithm: 'sha1' | 'sha256', contents: Buffer): string {
  return createHash(algorithm).update(contents).digest('hex')
}
