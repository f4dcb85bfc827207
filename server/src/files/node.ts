import type {
  DeadProperty,
  FileResource,
  FolderResource,
  Lock,
  Quota,
  Resource,
  ResourceRights,
} from '@isthmus/webdav'
import type { TenantId } from '../platform/actor.ts'
import type { BlobId } from '../platform/blobs/index.ts'
import { contentTypeOf } from './content-type.ts'
import type { MountFacts } from './mount-port.ts'

interface NodeFacts {
  /** Never used twice; the `fileId` of clients. Stable over renames, moves and new contents. */
  readonly id: number
  readonly tenant: TenantId
  readonly spaceId: number
  /** Absent for the root of a space. */
  readonly parentId?: number | undefined
  /** The empty string for the root of a space. */
  readonly name: string
  /** Bytes. Folder: of all files in it, at any depth; mounts count for nothing. */
  readonly size: number
  /**
   * Number of the change in the space's log that the entity tag tells of. File: the one that wrote its contents.
   * Folder and mount: the last one in it.
   */
  readonly etagSeq: number
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds. File: as the client told it. Folder: of the last change in it. */
  readonly modifiedAt: number
}

/** The immutable bytes that a file holds; copies of a file point to the same. */
export interface Content {
  readonly id: number
  readonly blobId: BlobId
  /** Bytes. */
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly sha1: string
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

export interface FileNode extends NodeFacts {
  readonly kind: 'file'
  readonly content: Content
}

export interface FolderNode extends NodeFacts {
  readonly kind: 'folder'
}

/** The place of something that another room provides: a name in a folder, and nothing else that files know. */
export interface MountNode extends NodeFacts {
  readonly kind: 'mount'
}

/** A place in a space. */
export type Node = FileNode | FolderNode | MountNode

/**
 * A strong entity tag, without quotes.
 *
 * A node id is never given to another node, and the numbers of a space never go back, also not when a backup is
 * restored (see `Change`), so a tag never stands for two states of a resource.
 */
export function etagOf(node: Pick<Node, 'id' | 'etagSeq'>): string {
  return `${node.id}-${node.etagSeq}`
}

/** Facts about a resource that cost something, as far as somebody asked for them. */
export interface ExtraFacts {
  readonly deadProperties?: readonly DeadProperty[]
  readonly locks?: readonly Lock[]
  readonly quota?: Quota
  readonly syncToken?: string
}

/**
 * A file or folder as a tree shows it.
 * @param name - in its parent; the empty string at the root of the tree
 * @param rights - what the actor may do in the tree
 * @param extra - what was asked for besides
 */
export function resourceOf(
  node: FileNode,
  name: string,
  rights: ResourceRights,
  extra?: ExtraFacts,
): FileResource
export function resourceOf(
  node: FolderNode,
  name: string,
  rights: ResourceRights,
  extra?: ExtraFacts,
): FolderResource
export function resourceOf(
  node: FileNode | FolderNode,
  name: string,
  rights: ResourceRights,
  extra?: ExtraFacts,
): Resource
export function resourceOf(
  node: FileNode | FolderNode,
  name: string,
  rights: ResourceRights,
  extra: ExtraFacts = {},
): Resource {
  const facts = {
    name,
    etag: etagOf(node),
    modifiedAt: node.modifiedAt,
    createdAt: node.createdAt,
    fileId: String(node.id),
    // A tree cannot lose what it stands on.
    rights: name === '' ? { ...rights, delete: false } : rights,
    ...extra,
  }
  if (node.kind === 'folder') return { kind: 'folder', ...facts, size: node.size }
  // By the name that it has now: editors write to a temporary name and rename.
  const { size, sha1, sha256 } = node.content
  return { kind: 'file', ...facts, size, contentType: contentTypeOf(node.name), checksums: { sha1, sha256 } }
}

/** What was last seen of the other side of a mount, as the tree around shows it. */
export function mountResourceOf(node: MountNode, facts: MountFacts): Resource {
  const common = {
    name: node.name,
    etag: facts.etag ?? etagOf(node),
    modifiedAt: facts.modifiedAt ?? node.modifiedAt,
    rights: facts.rights,
  }
  if (facts.kind === 'folder') return atMountPoint(node, { kind: 'folder', ...common })
  return atMountPoint(node, {
    kind: 'file',
    ...common,
    size: facts.size ?? 0,
    contentType: facts.contentType ?? contentTypeOf(node.name),
  })
}

/** The root of the other side as the place where it is mounted: with the name and the id that it has here. */
export function atMountPoint<Kind extends Resource>(node: MountNode, resource: Kind): Kind {
  return {
    ...resource,
    name: node.name,
    fileId: String(node.id),
    // The place itself belongs to the user, whatever the other side allows inside.
    rights: { ...resource.rights, delete: true },
    received: 'root',
  }
}
