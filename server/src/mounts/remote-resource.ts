import { createHash } from 'node:crypto'
import type { DavPath, Lock, RemoteEntry, Resource } from '@isthmus/webdav'
import {
  type Permissions,
  permissionsOfRights,
  type Rights,
  rightsOfPermissions,
} from '../platform/permissions.ts'
import type { RemoteNode } from './remote-node-repository.ts'

/** Something inside a mount as its server shows it now, before it has an id here. */
export type SeenNode = Omit<RemoteNode, 'id' | 'seenAt'>

/**
 * Reads what a server says about something, with what a share grants.
 * @param path - where it is, from the mount down; empty for the mount itself
 * @param byPath - whether the server's file id does not tell it from others
 */
export function seenNode(
  mountNodeId: number,
  path: DavPath,
  entry: RemoteEntry,
  granted: Rights,
  byPath = false,
): SeenNode {
  const joined = path.join('/')
  const id = byPath ? undefined : entry.fileId
  return {
    mountNodeId,
    // What has become a file and was a folder is another thing, though it is called the same.
    key: `${entry.kind}:${id === undefined ? keyOfPath(joined) : `id:${id}`}`,
    path: joined,
    parentPath: path.slice(0, -1).join('/'),
    name: path.at(-1) ?? '',
    kind: entry.kind,
    etag: etagOf(entry),
    ...(entry.kind === 'file' ? { size: entry.size ?? 0 } : {}),
    ...(entry.contentType === undefined ? {} : { contentType: entry.contentType }),
    permissions: permissionsOf(entry, granted),
    modifiedAt: entry.modifiedAt ?? 0,
  }
}

/** Longest path that is stored in an index, in bytes; PostgreSQL has room for 2704 in a row of one. */
const longestKey = 2000

function keyOfPath(path: string): string {
  if (Buffer.byteLength(path) <= longestKey) return `path:${path}`
  return `digest:${createHash('sha256').update(path).digest('base64url')}`
}

/** The remote tag as it is where it is strong; else something that changes with what the server tells. */
function etagOf(entry: RemoteEntry): string {
  return entry.etag ?? `${madeHere}${entry.weakEtag ?? ''}-${entry.modifiedAt ?? 0}-${entry.size ?? 0}`
}

const madeHere = 'w-'

/** Whether an entity tag is not its server's own, as it seems: then the server cannot be asked whether it holds. */
export function isMadeHere(etag: string): boolean {
  return etag.startsWith(madeHere)
}

/** The share's rights, narrowed by what the server says about this one (`oc:permissions`). */
function permissionsOf(entry: RemoteEntry, granted: Rights): Permissions {
  const { permissions: letters } = entry
  if (letters === undefined) return permissionsOfRights(granted)
  const has = (letter: string) => letters.includes(letter)
  return permissionsOfRights({
    read: granted.read,
    update: granted.update && (entry.kind === 'folder' || has('W')),
    create: granted.create && (entry.kind === 'file' || has('C') || has('K')),
    delete: granted.delete && has('D'),
    share: granted.share && has('R'),
  })
}

/** What costs something, as far as it was asked for, or else at hand. */
export type ExtraFacts = Pick<RemoteEntry, 'checksums' | 'deadProperties' | 'quota'> & {
  readonly folderSize?: number
  readonly locks?: readonly Lock[]
}

/** @param now - epoch milliseconds */
export function extraFactsOf(entry: RemoteEntry, now: number): ExtraFacts {
  const { checksums, deadProperties, quota, folderSize, locks } = entry
  return {
    ...(checksums === undefined ? {} : { checksums }),
    ...(deadProperties === undefined ? {} : { deadProperties }),
    ...(quota === undefined ? {} : { quota }),
    ...(folderSize === undefined ? {} : { folderSize }),
    ...(locks === undefined ? {} : { locks: locks.map((lock) => lockOf(lock, now)) }),
  }
}

/** How long a lock lasts whose server does not tell, in seconds: clients that refresh it come sooner. */
export const unknownLifetime = 10 * 60

function lockOf(lock: NonNullable<RemoteEntry['locks']>[number], now: number): Lock {
  // What lies above the mount is called by the mount: here is no other name for it.
  const { timeout = unknownLifetime, root = [], ...facts } = lock
  return { ...facts, root, expiresAt: now + timeout * 1000 }
}

/** @param id - ours */
export function resourceOf(
  node: SeenNode,
  id: number | undefined,
  received: 'root' | 'inside',
  { checksums, quota, folderSize, ...extra }: ExtraFacts = {},
): Resource {
  const rights = rightsOfPermissions(node.permissions)
  const facts = {
    name: node.name,
    etag: node.etag,
    modifiedAt: node.modifiedAt,
    // The place of a mount belongs to the user, whatever the other side allows.
    rights: received === 'root' ? { ...rights, delete: true } : rights,
    received,
    ...(id === undefined ? {} : { fileId: String(id) }),
    ...extra,
  }
  if (node.kind === 'folder') {
    return {
      ...facts,
      kind: 'folder',
      ...(quota === undefined ? {} : { quota }),
      ...(folderSize === undefined ? {} : { size: folderSize }),
    }
  }
  return {
    ...facts,
    kind: 'file',
    size: node.size ?? 0,
    contentType: node.contentType ?? 'application/octet-stream',
    ...(checksums === undefined ? {} : { checksums }),
  }
}
