import type { Lock, Resource, ResourceRights } from '@isthmus/webdav'

/** A file or folder as a person looks at it. */
export interface Entry {
  /** Stable over renames and moves; absent behind a mount whose server tells none. */
  readonly id?: string
  readonly kind: 'file' | 'folder'
  /** The empty string for the root of a space. */
  readonly name: string
  /** Names from the root of the space; the last one is the entry's own. */
  readonly path: readonly string[]
  /** Bytes. Folder: of all files in it, where that is known. */
  readonly size?: number
  readonly contentType?: string
  readonly etag: string
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  /** Epoch milliseconds, where it is known. */
  readonly createdAt?: number
  readonly rights: ResourceRights
  /** Set on what somebody else shared: on the place where it is mounted, and on everything below. */
  readonly received?: 'root' | 'inside'
  readonly checksums?: { readonly sha1?: string; readonly sha256?: string }
  /** Those that cover it, when they were asked for. */
  readonly locks?: readonly Omit<Lock, 'token'>[]
}

export function entryOf(resource: Resource, path: readonly string[]): Entry {
  const { kind, name, etag, modifiedAt, rights } = resource
  return {
    ...(resource.fileId === undefined ? {} : { id: resource.fileId }),
    kind,
    name,
    path,
    ...(resource.size === undefined ? {} : { size: resource.size }),
    ...(resource.kind === 'file' ? { contentType: resource.contentType } : {}),
    etag,
    modifiedAt,
    ...(resource.createdAt === undefined ? {} : { createdAt: resource.createdAt }),
    rights,
    ...(resource.received === undefined ? {} : { received: resource.received }),
    ...(resource.kind === 'file' && resource.checksums !== undefined
      ? { checksums: resource.checksums }
      : {}),
    // A token is for the client that took the lock.
    ...(resource.locks === undefined ? {} : { locks: resource.locks.map(({ token: _, ...lock }) => lock) }),
  }
}
