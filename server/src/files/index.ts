/**
 * Files: the spaces of people and teams, the tree of files and folders in them, and what the files hold. Everybody
 * sees it through a `ResourceTree`: a user their own space with the mounts in it, a member the space of a team, a
 * share its part of somebody's space.
 *
 * Use cases refuse what concerns a place in a tree with a `ResourceError`, as trees do, and everything else with an
 * `IsthmusError`.
 */
import type { Readable } from 'node:stream'
import type {
  DavPath,
  FileResource,
  Resource,
  ResourceRights,
  ResourceTree,
  WriteOptions,
} from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Actor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import { type AddOptions, addFile } from './add-file.ts'
import { browseFolder, type PageOrder } from './browse/browse-folder.ts'
import type { Entry } from './browse/entry.ts'
import type { FolderPage } from './browse/folder-page.ts'
import { readEntry } from './browse/read-entry.ts'
import { RememberedOrders } from './browse/remembered-orders.ts'
import { searchBelow, searchFiles } from './browse/search-files.ts'
import type { FilesOptions } from './context.ts'
import { describeNodes } from './describe-nodes.ts'
import { type FilePlace, viewOf } from './file-place.ts'
import { RecentChecks } from './integrity/recent-checks.ts'
import { findAncestors, findPaths } from './lineage-repository.ts'
import { breakLocks } from './locks/break-locks.ts'
import { makeEntryFolder } from './manage/make-entry-folder.ts'
import { type PutFile, putFile } from './manage/put-file.ts'
import { removeEntry } from './manage/remove-entry.ts'
import { type TransferOrder, transferEntry } from './manage/transfer-entry.ts'
import { addMount, type NewMount, removeMount, touchMounts } from './mount-nodes.ts'
import type { FileNode, FolderNode, Node } from './node.ts'
import { findNode } from './node-repository.ts'
import { type Resolved, resolveBelow, resolvePlace } from './resolve-place.ts'
import { type RightsQuestion, rightsOnEach } from './rights-on.ts'
import { listMembers, putSpaceMember, removeSpaceMember } from './spaces/change-members.ts'
import { renameSpace, setQuota } from './spaces/change-space.ts'
import { createSpace } from './spaces/create-space.ts'
import { deleteSpace } from './spaces/delete-space.ts'
import {
  type AllSpacesQuery,
  listAllSpaces,
  listSpaces,
  type PeopledSpace,
  readSpace,
  spacesOf,
} from './spaces/list-spaces.ts'
import { createPersonalSpace } from './spaces/make-space.ts'
import { deleteMembershipsOf } from './spaces/member-repository.ts'
import { type PlaceOfNode, placesOf } from './spaces/places-of.ts'
import { type LeavingUser, removeUser } from './spaces/remove-user.ts'
import type { SpaceMember, SpaceMembership, SpaceRole } from './spaces/space.ts'
import type { SpaceView } from './spaces/space-view.ts'
import { measureSpaces } from './stored-content-repository.ts'
import { type Swept, sweepBlobs } from './sweep-blobs.ts'
import { type Tidied, tidyUp } from './tidy-up.ts'
import { deleteFromTrash, emptyTrash } from './trash/delete-trashed.ts'
import { listTrash, type TrashPage } from './trash/list-trash.ts'
import { restoreNode } from './trash/restore-node.ts'
import { createTree } from './tree.ts'
import { beginUpload, type UploadOrder } from './uploads/begin-upload.ts'
import { endUpload } from './uploads/end-upload.ts'
import { type Placing, placeUpload } from './uploads/place-upload.ts'
import { listUploads, readUpload } from './uploads/read-upload.ts'
import { receiveUpload, type UploadPiece, type UploadProgress } from './uploads/receive-upload.ts'
import type { MadeFile, Upload } from './uploads/upload.ts'
import { releaseAllLeases } from './uploads/upload-repository.ts'
import { deleteVersion } from './versions/delete-version.ts'
import { listVersions, type VersionView } from './versions/list-versions.ts'
import { readVersion, type VersionReading } from './versions/read-version.ts'
import { restoreVersion } from './versions/restore-version.ts'
import { thinVersions } from './versions/thin-versions.ts'
import type { RightsNow } from './view.ts'

export { type Entry, entryOf } from './browse/entry.ts'
export { hasWords, searchWords } from './browse/search-words.ts'
export type { FilesOptions } from './context.ts'
export type { FilePlace } from './file-place.ts'
export { inspectContents } from './integrity/inspect-contents.ts'
export { conflictChoices } from './manage/transfer-entry.ts'
export type { MountFacts, MountPort } from './mount-port.ts'
export type { PeopledSpace } from './spaces/list-spaces.ts'
export type { PlaceOfNode } from './spaces/places-of.ts'
export type { SpaceMember } from './spaces/space.ts'
export type { SpaceView } from './spaces/space-view.ts'
export { buriedBlobs, countStoredContents, storedContents } from './stored-content-repository.ts'
export type { TrashItem } from './trash/list-trash.ts'
export type { Upload } from './uploads/upload.ts'
export type { VersionView } from './versions/list-versions.ts'
export type { VersionReading } from './versions/read-version.ts'

export interface Files extends Trees, Browsing, Uploads, Trash, Versions, Spaces, ForOtherRooms, Upkeep {}

interface Trees {
  /** A user's own space, with the mounts in it. */
  userTree(actor: UserActor): ResourceTree
  /** The space of a team, with the rights of the user's role; for who does not belong to it, nothing is there. */
  spaceTree(actor: UserActor, spaceId: number): ResourceTree
  /**
   * One file (at `[]`), or a folder with what is below it, without the mounts in it. Its root can be neither removed
   * nor renamed through it.
   * @param rights - what `actor` may do; as a function, asked for in the transaction of each change, so that a right
   *   that is taken back counts for an upload that has already begun
   */
  nodeTree(tenant: TenantId, nodeId: number, rights: ResourceRights | RightsNow, actor: Actor): NodeTree
  /** What its files held before. @param rights - as for `nodeTree` */
  nodeVersions(tenant: TenantId, nodeId: number, rights: RightsNow, actor: Actor): NodeVersions
}

/** A part of somebody's space. */
export interface NodeTree extends ResourceTree {
  /** Adds a file under a free name. @param wanted - any text @returns it, with the name that it got */
  add(folder: DavPath, wanted: string, body: Readable, options?: AddOptions): Promise<FileResource>
}

/** What files in a part of somebody's space held before, for who may change them. */
export interface NodeVersions {
  list(path: DavPath): Promise<VersionView[]>
  read(path: DavPath, versionId: number): Promise<VersionReading>
  restore(path: DavPath, versionId: number): Promise<void>
}

/** For people who look at their files and work with them. */
interface Browsing {
  browse(actor: UserActor, place: FilePlace, page: PageOrder): Promise<FolderPage>
  search(actor: UserActor, place: FilePlace, query: { text: string; limit: number }): Promise<Entry[]>
  details(actor: UserActor, place: FilePlace): Promise<Entry>
  putFile(actor: UserActor, place: FilePlace, body: Readable, options: WriteOptions): Promise<PutFile>
  makeFolder(actor: UserActor, place: FilePlace): Promise<Entry>
  copy(actor: UserActor, order: TransferOrder, signal?: AbortSignal): Promise<Entry>
  move(actor: UserActor, order: TransferOrder, signal?: AbortSignal): Promise<Entry>
  /** @returns the item of the trash that it is now, if it is one */
  remove(actor: UserActor, place: FilePlace): Promise<number | undefined>
  /** Ends the locks that cover a place. @returns how many there were */
  breakLocks(actor: UserActor, place: FilePlace): Promise<number>
}

/** Files that come in over several requests. */
interface Uploads {
  beginUpload(actor: UserActor, order: UploadOrder): Promise<Upload>
  receiveUpload(actor: UserActor, id: string, piece: UploadPiece): Promise<UploadProgress>
  placeUpload(actor: UserActor, id: string, placing: Placing): Promise<MadeFile>
  readUpload(actor: UserActor, id: string): Promise<Upload>
  listUploads(actor: UserActor): Promise<Upload[]>
  endUpload(actor: UserActor, id: string): Promise<void>
  /** For a process that starts and is the only one: nobody adds to any upload. */
  releaseUploads(): Promise<void>
}

/** Without a `spaceId`, of the user's own space. */
interface Trash {
  listTrash(
    actor: UserActor,
    spaceId: number | undefined,
    page: { limit: number; after?: string },
  ): Promise<TrashPage>
  /** @returns where it is */
  restoreFromTrash(actor: UserActor, spaceId: number | undefined, itemId: number): Promise<DavPath>
  deleteFromTrash(actor: UserActor, spaceId: number | undefined, itemId: number): Promise<void>
  /** @returns how many items there were */
  emptyTrash(actor: UserActor, spaceId: number | undefined): Promise<number>
}

interface Versions {
  listVersions(actor: UserActor, place: FilePlace): Promise<VersionView[]>
  readVersion(actor: UserActor, place: FilePlace, versionId: number): Promise<VersionReading>
  restoreVersion(actor: UserActor, place: FilePlace, versionId: number): Promise<void>
  deleteVersion(actor: UserActor, place: FilePlace, versionId: number): Promise<void>
}

interface Spaces {
  /** The spaces that a user works in: their own one first, then those of teams. */
  listSpaces(actor: UserActor): Promise<SpaceView[]>
  /** All spaces of a cloud, for administrators. */
  listAllSpaces(actor: Actor, query: AllSpacesQuery): Promise<PeopledSpace[]>
  readSpace(actor: Actor, spaceId: number): Promise<SpaceView>
  createSpace(actor: UserActor, order: { name: string }): Promise<SpaceView>
  renameSpace(actor: Actor, spaceId: number, name: string): Promise<void>
  /** For good. @param confirmation - the name of the space, once more */
  deleteSpace(actor: Actor, spaceId: number, confirmation: { name: string }): Promise<void>
  /** @param quota - bytes; `undefined` for no limit */
  setQuota(actor: Actor, spaceId: number, quota: number | undefined): Promise<void>
  listSpaceMembers(actor: Actor, spaceId: number): Promise<SpaceMembership[]>
  putSpaceMember(actor: Actor, spaceId: number, member: SpaceMember & { role: SpaceRole }): Promise<void>
  removeSpaceMember(actor: Actor, spaceId: number, member: SpaceMember): Promise<void>
}

interface ForOtherRooms {
  /** Bytes in all spaces of all tenants, and how many files there are in them and in their trash. */
  measure(): Promise<{ readonly bytes: number; readonly files: number }>
  /**
   * What is at a path of the user's own space, or of a team's; `undefined` when nothing is. A path that leads into a
   * mount gives the mount: what lies behind it has no node here.
   */
  resolve(actor: UserActor, path: DavPath, spaceId?: number): Promise<Node | undefined>
  /** The same in a transaction of another room, with the way on from the mount. */
  resolvePlace(executor: Kysely<Schema>, actor: UserActor, place: FilePlace): Promise<Resolved | undefined>
  /** The same below a node, without mounts; the node itself at `[]`. */
  resolveBelow(
    executor: Kysely<Schema>,
    actor: UserActor,
    nodeId: number,
    path: DavPath,
  ): Promise<FileNode | FolderNode | undefined>
  /**
   * What has all of some words in its name below a folder, mounts left out, with paths from the folder down.
   * @param rights - of whoever looks
   * @param query - `words`: as `searchWords` gives them; `limit`: at most 500
   */
  searchBelow(
    nodeId: number,
    rights: ResourceRights,
    query: { words: readonly string[]; limit: number },
  ): Promise<Entry[]>
  /** Which folders nodes are in, up to the root of their space, by node id; those that are gone are missing. */
  ancestorsOf(executor: Kysely<Schema>, nodeIds: readonly number[]): Promise<Map<number, readonly number[]>>
  /** Files and folders as their owner sees them, by node id; those that are gone are missing. */
  describe(nodeIds: readonly number[]): Promise<Map<number, Resource>>
  /** The ids of the spaces that a user works in. */
  spacesOf(actor: UserActor): Promise<readonly number[]>
  /** A node that is in use: not one in the trash. */
  node(tenant: TenantId, id: number): Promise<Node | undefined>
  /** Where nodes are in their spaces, by node id; those that are gone are missing. */
  pathsOf(nodeIds: readonly number[]): Promise<Map<number, DavPath>>
  /** Where nodes are for a user, in their own space or a team's, by node id; those that are not theirs are missing. */
  placesOf(
    user: { tenant: TenantId; userId: UserId },
    nodeIds: readonly number[],
  ): Promise<Map<number, PlaceOfNode>>
  /**
   * What a user may do with a node by themselves, as owner or as member of a team; `undefined` when it is not theirs.
   * What somebody shares cannot be more than this.
   */
  rightsOn(
    executor: Kysely<Schema>,
    user: { tenant: TenantId; userId: UserId },
    nodeId: number,
  ): Promise<ResourceRights | undefined>
  /** The same for any number of users and nodes, in the order of the questions. */
  rightsOnEach(
    executor: Kysely<Schema>,
    tenant: TenantId,
    questions: readonly RightsQuestion[],
  ): Promise<(ResourceRights | undefined)[]>

  /** A subscriber of `user.created`. */
  createPersonalSpace(tx: Tx, tenant: TenantId, userId: UserId): Promise<void>
  /** A subscriber of `user.deleted`. */
  removeUser(tx: Tx, user: LeavingUser): Promise<void>
  /** A group is deleted: it belongs to no team any more. A subscriber of `group.changed`. */
  removeGroup(tx: Tx, groupId: string): Promise<void>

  /** @returns the id of the mount's node */
  addMount(tx: Tx, mount: NewMount): Promise<number>
  removeMount(tx: Tx, nodeId: number): Promise<void>
  touchMount(tx: Tx, nodeId: number): Promise<void>
  /** The same for any number of them, with a few statements. */
  touchMounts(tx: Tx, nodeIds: readonly number[]): Promise<void>
}

/** What is to be done from time to time. */
interface Upkeep {
  /** Every hour: removes blobs that have been of no use for a day. */
  sweepBlobs(): Promise<Swept>
  /** Every few minutes: the trash, rows of what was deleted for good, locks, change logs. */
  tidyUp(): Promise<Tidied>
  /** Once a day: drops the versions that have come to an age at which fewer are kept. @returns how many */
  thinVersions(): Promise<number>
}

/** Makes the room. */
export function createFiles(options: FilesOptions): Files {
  const context = { ...options, checks: new RecentChecks(), orders: new RememberedOrders() }
  return {
    userTree: (actor) => createTree(context, viewOf(actor, undefined)),
    spaceTree: (actor, spaceId) => createTree(context, viewOf(actor, spaceId)),
    nodeTree: (tenant, nodeId, rights, actor) => {
      const view = { kind: 'subtree', tenant, actor, rootId: nodeId, rights } as const
      return {
        ...createTree(context, view),
        add: (folder, wanted, body, order) => addFile(context, view, folder, wanted, body, order),
      }
    },

    nodeVersions: (tenant, nodeId, rights, actor) => {
      const view = { kind: 'subtree', tenant, actor, rootId: nodeId, rights } as const
      return {
        list: (path) => listVersions(context, view, path),
        read: (path, versionId) => readVersion(context, view, path, versionId),
        restore: (path, versionId) => restoreVersion(context, view, path, versionId),
      }
    },

    browse: (actor, place, page) => browseFolder(context, actor, place, page),
    search: (actor, place, query) => searchFiles(context, actor, place, query),
    searchBelow: (nodeId, rights, query) => searchBelow(context, nodeId, rights, query),
    details: (actor, place) => readEntry(context, actor, place),
    putFile: (actor, place, body, order) => putFile(context, actor, place, body, order),
    makeFolder: (actor, place) => makeEntryFolder(context, actor, place),
    copy: (actor, order, signal) => transferEntry(context, actor, 'copy', order, signal),
    move: (actor, order, signal) => transferEntry(context, actor, 'move', order, signal),
    remove: (actor, place) => removeEntry(context, actor, place),
    breakLocks: (actor, { spaceId, path }) => breakLocks(context, viewOf(actor, spaceId), path),

    beginUpload: (actor, order) => beginUpload(context, actor, order),
    receiveUpload: (actor, id, piece) => receiveUpload(context, actor, id, piece),
    placeUpload: (actor, id, placing) => placeUpload(context, actor, id, placing),
    readUpload: (actor, id) => readUpload(context, actor, id),
    listUploads: (actor) => listUploads(context, actor),
    endUpload: (actor, id) => endUpload(context, actor, id),
    releaseUploads: () => context.database.write(releaseAllLeases),

    listTrash: (actor, spaceId, page) => listTrash(context, actor, spaceId, page),
    restoreFromTrash: (actor, spaceId, itemId) => restoreNode(context, actor, spaceId, itemId),
    deleteFromTrash: (actor, spaceId, itemId) => deleteFromTrash(context, actor, spaceId, itemId),
    emptyTrash: (actor, spaceId) => emptyTrash(context, actor, spaceId),

    listVersions: (actor, { spaceId, path }) => listVersions(context, viewOf(actor, spaceId), path),
    readVersion: (actor, { spaceId, path }, versionId) =>
      readVersion(context, viewOf(actor, spaceId), path, versionId),
    restoreVersion: (actor, { spaceId, path }, versionId) =>
      restoreVersion(context, viewOf(actor, spaceId), path, versionId),
    deleteVersion: (actor, { spaceId, path }, versionId) =>
      deleteVersion(context, viewOf(actor, spaceId), path, versionId),

    listSpaces: (actor) => listSpaces(context, actor),
    listAllSpaces: (actor, query) => listAllSpaces(context, actor, query),
    readSpace: (actor, spaceId) => readSpace(context, actor, spaceId),
    createSpace: (actor, order) => createSpace(context, actor, order),
    renameSpace: (actor, spaceId, name) => renameSpace(context, actor, spaceId, name),
    deleteSpace: (actor, spaceId, confirmation) => deleteSpace(context, actor, spaceId, confirmation),
    setQuota: (actor, spaceId, quota) => setQuota(context, actor, spaceId, quota),
    listSpaceMembers: (actor, spaceId) => listMembers(context, actor, spaceId),
    putSpaceMember: (actor, spaceId, member) => putSpaceMember(context, actor, spaceId, member),
    removeSpaceMember: (actor, spaceId, member) => removeSpaceMember(context, actor, spaceId, member),

    measure: () => measureSpaces(context.database.read),
    async resolve(actor, path, spaceId) {
      const place = { path, ...(spaceId === undefined ? {} : { spaceId }) }
      return (await resolvePlace(context, context.database.read, actor, place))?.node
    },
    resolvePlace: (executor, actor, place) => resolvePlace(context, executor, actor, place),
    resolveBelow,
    ancestorsOf: findAncestors,
    describe: (nodeIds) => describeNodes(context, nodeIds),
    spacesOf: (actor) => spacesOf(context, actor),
    node: (tenant, id) => findNode(context.database.read, tenant, id),
    pathsOf: (nodeIds) => findPaths(context.database.read, nodeIds),
    placesOf: (user, nodeIds) => placesOf(context, user, nodeIds),
    async rightsOn(executor, { tenant, userId }, nodeId) {
      return (await rightsOnEach(context, executor, tenant, [{ userId, nodeId }]))[0]
    },
    rightsOnEach: (executor, tenant, questions) => rightsOnEach(context, executor, tenant, questions),
    createPersonalSpace: (tx, tenant, userId) => createPersonalSpace(context, tx, tenant, userId),
    removeUser: (tx, user) => removeUser(context, tx, user),
    removeGroup: (tx, groupId) => deleteMembershipsOf(tx, { kind: 'group', id: groupId }),
    addMount: (tx, mount) => addMount(context, tx, mount),
    removeMount: (tx, nodeId) => removeMount(context, tx, nodeId),
    touchMount: (tx, nodeId) => touchMounts(context, tx, [nodeId]),
    touchMounts: (tx, nodeIds) => touchMounts(context, tx, nodeIds),

    sweepBlobs: () => sweepBlobs(context),
    tidyUp: () => tidyUp(context),
    thinVersions: () => thinVersions(context),
  }
}
export { TreeRefusal } from './tree-refusal.ts'
