import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import {
  type ChangeOptions,
  type DavPath,
  type DeadProperty,
  type FileResource,
  type LockOrder,
  type Resource,
  ResourceError,
  type ResourceErrorReason,
  type ResourceTree,
  type WriteOptions,
} from '@isthmus/webdav'

/** `a/b.txt` as a path; the empty string is the root. */
export function at(path: string): DavPath {
  return path === '' ? [] : path.split('/')
}

export async function put(
  tree: ResourceTree,
  path: string,
  contents: string,
  options: Partial<WriteOptions> = {},
): Promise<FileResource> {
  const body = Readable.from([Buffer.from(contents)])
  return (await tree.write(at(path), body, { preconditions: {}, ...options })).resource
}

export async function get(tree: ResourceTree, path: string): Promise<string> {
  return textOf((await tree.read(at(path), {})).body)
}

export async function makeFolders(tree: ResourceTree, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) await tree.makeFolder(at(path), { preconditions: {} })
}

export async function remove(tree: ResourceTree, path: string): Promise<void> {
  await tree.remove(at(path), { preconditions: {} })
}

/** Takes a lock; returns its token. */
export async function lock(
  tree: ResourceTree,
  path: string,
  order: Partial<LockOrder> = {},
): Promise<string> {
  const wanted = { preconditions: {}, scope: 'exclusive', depth: 'infinity', owner: '', ...order } as const
  const taken = await tree.locking?.lock(at(path), wanted)
  if (taken === undefined) throw new Error('Nothing can be locked')
  return taken.lock.token
}

/** Stores properties without a namespace. */
export async function setProperties(
  tree: ResourceTree,
  path: string,
  values: Record<string, string>,
  options: Partial<ChangeOptions> = {},
): Promise<void> {
  const set = Object.entries(values).map(([local, value]) => property(local, value))
  await tree.patchProperties?.(at(path), { set, remove: [] }, { preconditions: {}, ...options })
}

/** The properties without a namespace. */
export async function properties(tree: ResourceTree, path: string): Promise<Record<string, string>> {
  const resource = await tree.stat(at(path), { deadProperties: true })
  return Object.fromEntries((resource?.deadProperties ?? []).map(({ local, xml }) => [local, contentOf(xml)]))
}

export function property(local: string, value: string): DeadProperty {
  return { namespace: '', local, xml: `<${local}>${value}</${local}>` }
}

function contentOf(xml: string): string {
  return />(.*)</s.exec(xml)?.[1] ?? ''
}

export async function copy(tree: ResourceTree, from: string, to: string, overwrite = true) {
  return tree.copy(at(from), at(to), { preconditions: {}, overwrite, depth: 'infinity' })
}

export async function move(tree: ResourceTree, from: string, to: string, overwrite = true) {
  return tree.move(at(from), at(to), { preconditions: {}, overwrite })
}

export async function stat(tree: ResourceTree, path: string): Promise<Resource> {
  const resource = await tree.stat(at(path))
  if (resource === undefined) throw new Error(`Nothing at ${path}`)
  return resource
}

export async function etag(tree: ResourceTree, path: string): Promise<string> {
  return (await stat(tree, path)).etag
}

export async function children(tree: ResourceTree, path: string): Promise<Resource[]> {
  return Array.fromAsync((await tree.list(at(path))).children)
}

export async function names(tree: ResourceTree, path = ''): Promise<string[]> {
  return (await children(tree, path)).map((child) => child.name)
}

/** Everything below a folder: paths of folders with a slash at the end, of files with what is in them. */
export async function everything(tree: ResourceTree, path = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const child of await children(tree, path)) {
    const childPath = path === '' ? child.name : `${path}/${child.name}`
    if (child.kind === 'file') {
      found[childPath] = await get(tree, childPath)
    } else {
      found[`${childPath}/`] = ''
      Object.assign(found, await everything(tree, childPath))
    }
  }
  return found
}

/** Why a tree refused; fails when it did not. */
export async function refusal(work: Promise<unknown>): Promise<ResourceErrorReason> {
  try {
    await work
  } catch (error) {
    if (error instanceof ResourceError) return error.reason
    throw error
  }
  throw new Error('It was not refused')
}
