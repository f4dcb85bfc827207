import type { DavPath, FileResource, FolderResource, RemoteEntry } from '@isthmus/webdav'
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
    key: `${entry.kind}:${id === undefined ? `path:${joined}` : `id:${id}`}`,
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

/** The remote tag as it is where it is strong; else something that changes with what the server tells. */
function etagOf(entry: RemoteEntry): string {
  return entry.etag ?? `w-${entry.weakEtag ?? ''}-${entry.modifiedAt ?? 0}-${entry.size ?? 0}`
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

/** @param id - ours */
export function resourceOf(
  node: SeenNode,
  id: number | undefined,
  received: 'root' | 'inside',
): FileResource | FolderResource {
  const rights = rightsOfPermissions(node.permissions)
  const facts = {
    name: node.name,
    etag: node.etag,
    modifiedAt: node.modifiedAt,
    // The place of a mount belongs to the user, whatever the other side allows.
    rights: received === 'root' ? { ...rights, delete: true } : rights,
    received,
    ...(id === undefined ? {} : { fileId: String(id) }),
  }
  if (node.kind === 'folder') return { ...facts, kind: 'folder' }
  return {
    ...facts,
    kind: 'file',
    size: node.size ?? 0,
    contentType: node.contentType ?? 'application/octet-stream',
  }
}
