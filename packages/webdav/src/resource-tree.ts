/**
 * The resource port: what the WebDAV engine needs from whatever it serves.
 *
 * A tree of a user's files, a federated share and a mount on another server all implement this one interface, so
 * that one engine answers for all of them. The engine never sees a database or a peer; a tree never sees a header.
 */
import type { Readable } from 'node:stream'
import type { Preconditions } from './preconditions.ts'

/** A place in a tree: decoded, NFC-normalised names from the root down; `[]` is the root itself. */
export type DavPath = readonly string[]

/** What the person behind the request may do with a resource. */
export interface ResourceRights {
  readonly read: boolean
  /** Change the contents of a file. */
  readonly update: boolean
  /** Add files and folders inside a folder. */
  readonly create: boolean
  /** Remove, or move away. */
  readonly delete: boolean
  readonly share: boolean
}

interface ResourceFacts {
  /** Name of the resource in its parent; the empty string for the root of a tree. */
  readonly name: string
  /** Strong entity tag without quotes. */
  readonly etag: string
  /** Last change, epoch milliseconds. */
  readonly modifiedAt: number
  /** Creation, epoch milliseconds, where the tree knows it. */
  readonly createdAt?: number
  /** Stable identifier that survives renames, where the tree has one. */
  readonly fileId?: string
  readonly rights: ResourceRights
  /**
   * Set on what someone else granted to the person behind the request: on the place where it is mounted (`root`) and
   * on everything below (`inside`). Sync clients treat such folders with care.
   */
  readonly received?: 'root' | 'inside'
  /** When asked for. */
  readonly deadProperties?: readonly DeadProperty[]
  /** When asked for: the locks that cover it, its own and those of folders above. */
  readonly locks?: readonly Lock[]
}

/** A file as it is now. */
export interface FileResource extends ResourceFacts {
  readonly kind: 'file'
  /** Length of the contents in bytes. */
  readonly size: number
  readonly contentType: string
  /** Digests of the contents in hex, where the tree knows them. */
  readonly checksums?: { readonly sha1?: string; readonly sha256?: string }
}

/** A folder as it is now. */
export interface FolderResource extends ResourceFacts {
  readonly kind: 'folder'
  /** When asked for: what counts against the quota that the folder lies under, in bytes. */
  readonly quota?: Quota
  /** When asked for, or at hand: length of all that is in it, at any depth, in bytes. */
  readonly size?: number
  /** When asked for: the `TreeChanges.token` of this moment, where account is kept of changes. */
  readonly syncToken?: string
}

/** `available` is absent where there is no limit. */
export interface Quota {
  readonly used: number
  readonly available?: number
}

/**
 * Facts that cost something: a tree gives them when it is asked, and leaves them out otherwise. A listing gives them
 * of the folder and of everything in it.
 */
export interface ResourceQuestion {
  /** All of them, or those of these names; a tree may give more than were named. */
  readonly deadProperties?: boolean | readonly PropertyName[]
  /** Those that are at hand are given unasked. */
  readonly checksums?: boolean
  readonly locks?: boolean
  readonly quota?: boolean
  readonly folderSize?: boolean
  readonly syncToken?: boolean
}

/** The name of a property (RFC 4918 4.4). */
export interface PropertyName {
  /** The empty string for a property in no namespace. */
  readonly namespace: string
  readonly local: string
}

/** A property that a client stored and the server does not understand (RFC 4918 4.1). */
export interface DeadProperty extends PropertyName {
  /** The whole element as XML that stands on its own: namespaces and `xml:lang` in scope are declared on it. */
  readonly xml: string
}

/** A write lock (RFC 4918 6). */
export interface Lock {
  /** URI, `opaquelocktoken:` and a UUID. */
  readonly token: string
  readonly scope: 'exclusive' | 'shared'
  /** `infinity` covers everything below, also what is put there later. */
  readonly depth: '0' | 'infinity'
  /** Where the lock was taken; a resource below it is locked indirectly. */
  readonly root: DavPath
  /** The client's `owner` element as XML that stands on its own; the empty string when it sent none. */
  readonly owner: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** What is at a place in a tree. */
export type Resource = FileResource | FolderResource

/** One byte range as a client asked for it (RFC 9110 14.1.2): inclusive offsets, or the last N bytes. */
export type RangeRequest =
  | { readonly first: number; readonly last?: number }
  | { readonly suffixLength: number }

/** What of a file is wanted. */
export interface ReadOptions {
  /** The tree answers with this part when it can be satisfied; the engine turns the rest into 416. */
  readonly range?: RangeRequest
  /**
   * The range counts only while the file still has this entity tag (without quotes); otherwise the whole file is
   * read (RFC 9110 13.1.5).
   */
  readonly rangeIfEtag?: string
}

/** Contents on their way out. Whoever receives it must consume or destroy `body`. */
export interface FileReading {
  readonly resource: FileResource
  /** The bytes that `body` carries, inclusive offsets; absent when it carries the whole file. */
  readonly range?: { readonly first: number; readonly last: number }
  readonly body: Readable
}

/** A folder and what is directly in it. `children` is consumed once, and may fail while it is consumed. */
export interface FolderListing {
  readonly folder: FolderResource
  readonly children: AsyncIterable<Resource> | Iterable<Resource>
  /** What `ResourceTree.listingTag` would have said at the moment of this listing. */
  readonly tag?: string | undefined
}

/** What every change is made under. */
export interface ChangeOptions {
  /** Checked against the current state in the same step as the change is made. */
  readonly preconditions: Preconditions
  /**
   * Tokens of the locks that the client says it holds: a lock in the way whose token is not here is `locked`. Of
   * shared locks on one place, the token of one is enough (RFC 4918 6.1).
   */
  readonly lockTokens?: readonly string[]
}

/** What is known of contents before they come. */
export interface WriteOptions extends ChangeOptions {
  /** Announced length in bytes, where the client sent one; a tree refuses a body of another length. */
  readonly length?: number
  /** Time of the last change as the client tells it, epoch milliseconds. */
  readonly modifiedAt?: number
  /** Digest that the contents must have, in hex; otherwise `checksum-mismatch`, and nothing is changed. */
  readonly checksum?: { readonly algorithm: 'sha1' | 'sha256'; readonly value: string }
}

/** How a resource is moved. */
export interface TransferOptions extends ChangeOptions {
  /** Whether an existing target may be replaced (RFC 4918 10.6). */
  readonly overwrite: boolean
  /**
   * Aborted when whoever waits for the answer has left. A tree that works for long stops then, with the reason of the
   * signal, and leaves nothing at the target that is half done.
   */
  readonly signal?: AbortSignal
}

/** How a resource is copied. */
export interface CopyOptions extends TransferOptions {
  /** `0` copies a folder without what is in it (RFC 4918 9.8.3). */
  readonly depth: '0' | 'infinity'
}

/** A change of properties, all of it or nothing. No property is named twice. */
export interface PropertyPatch {
  readonly set: readonly DeadProperty[]
  readonly remove: readonly PropertyName[]
  /** Time of the last change as the client sets it, epoch milliseconds. */
  readonly modifiedAt?: number
}

/** The lock that a client asks for. */
export interface LockOrder extends ChangeOptions {
  readonly scope: Lock['scope']
  readonly depth: Lock['depth']
  readonly owner: string
  /** What the client asks for, in seconds; the tree may give less. */
  readonly timeout?: number
}

/** Write locks on the resources of a tree (RFC 4918 6 and 7). */
export interface Locking {
  /**
   * Takes a lock; where nothing is, an empty file is made and locked (RFC 4918 7.3).
   * Refuses `locked` when another lock is in the way: one that covers the place, or, for a lock of depth `infinity`,
   * one below it; and when the empty file would be made in a locked folder whose token is not given.
   */
  lock(path: DavPath, order: LockOrder): Promise<{ lock: Lock; created: boolean }>
  /** Refuses `precondition-failed` when there is no such lock here (RFC 4918 9.10.2). */
  refresh(path: DavPath, token: string, timeout: number | undefined): Promise<Lock>
  /** Refuses `lock-token-mismatch` when there is no such lock here. */
  unlock(path: DavPath, token: string): Promise<void>
}

/** A resource that is new, or whose entity tag is another one. */
export interface ChangedResource {
  readonly path: DavPath
  readonly resource: Resource
  /** No account is kept of what is below it, as of another server's folder that is mounted here (RFC 6578 3.3). */
  readonly untraversed?: boolean
}

/** What has changed below a folder since a moment (RFC 6578), at any depth. No path is named twice. */
export interface TreeChanges {
  /** Names the moment of this answer. */
  readonly token: string
  readonly changed: readonly ChangedResource[]
  /** Where nothing is any more; of a folder with all that was in it, only the folder. */
  readonly gone: readonly DavPath[]
  /** There is more: ask again with `token`. */
  readonly truncated: boolean
}

/**
 * Every method refuses with a `ResourceError`; anything else that it throws is a fault (500).
 *
 * The tree alone enforces rights (`forbidden`), in the step that acts: the engine only shows them.
 */
export interface ResourceTree {
  /** @returns `undefined` when nothing is there. */
  stat(path: DavPath, question?: ResourceQuestion): Promise<Resource | undefined>
  /** Refuses `not-a-folder` on a file and `not-found` where nothing is. */
  list(path: DavPath, question?: ResourceQuestion): Promise<FolderListing>
  /**
   * What stands for everything that `list` shows of a folder as long as it is asked for nothing but sizes and checksums:
   * two listings with the same tag are alike. Absent where nobody can tell.
   * @returns `undefined` when it cannot be told of this place, whatever is there
   */
  listingTag?(path: DavPath): Promise<string | undefined>
  /** Refuses `range-not-satisfiable`, and `is-a-folder` on a folder. */
  read(path: DavPath, options: ReadOptions): Promise<FileReading>
  /** Creates or replaces a file with the whole of `body`; a body that breaks off changes nothing. */
  write(
    path: DavPath,
    body: Readable,
    options: WriteOptions,
  ): Promise<{ created: boolean; resource: FileResource }>
  /**
   * Refuses `already-exists`, and `parent-missing` when the parent is not there.
   * @returns the id of the folder, where the tree has ids
   */
  makeFolder(path: DavPath, options: ChangeOptions): Promise<{ readonly fileId?: string } | void>
  /** Removes a file, or a folder with everything in it. */
  remove(path: DavPath, options: ChangeOptions): Promise<void>
  /** Dead properties are copied along, locks are not (RFC 4918 7.6 and 9.8.2). */
  copy(from: DavPath, to: DavPath, options: CopyOptions): Promise<{ created: boolean }>
  /**
   * Ids and dead properties stay; locks do not move along (RFC 4918 7.6 and 9.9.1).
   * @returns also the id, where the tree has ids
   */
  move(from: DavPath, to: DavPath, options: TransferOptions): Promise<{ created: boolean; fileId?: string }>

  /**
   * Absent where nothing can be stored. Dead properties stay when the contents of a file are replaced; entity tags
   * stay, since the contents do (RFC 4918 8.6). Refuses `insufficient-storage` when a resource has too many.
   */
  patchProperties?(path: DavPath, patch: PropertyPatch, options: ChangeOptions): Promise<void>
  /** Absent where nothing can be locked. */
  readonly locking?: Locking
  /**
   * What has changed below a folder; absent where nobody keeps account. Refuses `invalid-sync-token`, and
   * `not-a-folder` on a file.
   * @param since - a token of an earlier answer; everything that is there when absent
   * @param limit - how many changes at most, at least one
   * @param question - about the resources that changed
   */
  changes?(
    path: DavPath,
    since: string | undefined,
    limit: number,
    question?: ResourceQuestion,
  ): Promise<TreeChanges>
}
