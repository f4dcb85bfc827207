import type { Readable } from 'node:stream'
import { type DavPath, type FileResource, ResourceError, type WriteOptions } from '@isthmus/webdav'
import type { StoredBlob } from '../platform/blobs/index.ts'
import type { Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { findSpaceState } from './change-repository.ts'
import { insertContent } from './content-repository.ts'
import type { FilesContext } from './context.ts'
import { changedMeanwhile, demandRights } from './demand.ts'
import { demandDepth } from './depth.ts'
import { freeName } from './free-name.ts'
import { demandUnlocked, passLocks } from './locks/pass-locks.ts'
import { around, closeChange, openChange } from './make-change.ts'
import { insertFile } from './make-file.ts'
import { type FolderNode, resourceOf } from './node.ts'
import { nfc, usableName } from './node-name.ts'
import { demandOwnNode, locate, type Place } from './place.ts'
import { noRoom } from './quota/make-room.ts'
import { roomFor } from './quota/space-usage.ts'
import { recordChange } from './record-change.ts'
import { discardBlob, storeBody } from './store-body.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { anchorOf, rightsIn, type View } from './view.ts'

/** What is known of a file that is added. */
export type AddOptions = Pick<WriteOptions, 'length' | 'modifiedAt' | 'checksum'>

/**
 * Adds a file to a folder and replaces nothing: where something has the wanted name, the file gets the first free one
 * with a number. It takes the right to create and no other.
 * @param wanted - any text; what no name can have is replaced
 * @throws ResourceError `not-found`, `not-a-folder`, `forbidden`, `locked`, `conflict`, `checksum-mismatch`,
 *   `too-large`, `insufficient-storage`
 */
export async function addFile(
  context: FilesContext,
  view: View,
  folder: DavPath,
  wanted: string,
  body: Readable,
  options: AddOptions = {},
): Promise<FileResource> {
  const path = nfc(folder)
  const name = usableName(wanted, 'file')
  const blob = await storeBody(context, body, options, await admitAddition(context, view, path, options))
  try {
    return await context.database.write((tx) => commitAddition(context, tx, view, path, name, blob, options))
  } catch (error) {
    // After any other error the commit may have happened all the same: then only the sweep can tell.
    if (error instanceof ResourceError) await discardBlob(context, blob)
    throw error
  }
}

/**
 * Refuses what can be refused without the body.
 * @param path - of the folder
 * @returns how many bytes there is room for
 * @throws ResourceError as `addFile`
 */
export async function admitAddition(
  context: FilesContext,
  view: View,
  path: DavPath,
  { length }: AddOptions,
): Promise<number> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const folder = demandFolder(await locate(read, view, path))
  demandRights(rights, 'create')
  const space = await findSpaceState(read, anchorOf(view))
  if (space === undefined) throw changedMeanwhile()
  const lookedAt = { spaceId: space.spaceId, now: context.clock.now(), tokens: undefined }
  await demandUnlocked(read, view, lookedAt, [{ nodeId: folder.id }])
  const room = roomFor(space.usage, 0)
  if (length !== undefined && length > room) throw noRoom()
  return room
}

/**
 * Adds a file with what a blob holds, in a transaction that may do more.
 * @param path - of the folder
 * @throws ResourceError as `addFile`
 */
export async function commitAddition(
  context: FilesContext,
  tx: Tx,
  view: View,
  path: DavPath,
  wanted: string,
  blob: StoredBlob,
  options: AddOptions,
): Promise<FileResource> {
  const change = await openChange(tx, anchorOf(view), context.clock.now())
  const rights = await rightsIn(context, view, tx)
  const folder = demandFolder(await locate(tx, view, path))
  demandRights(rights, 'create')
  await passLocks(tx, view, change, undefined, [{ nodeId: folder.id }])
  const name = await freeName(tx, folder.id, wanted)
  await demandDepth(tx, view, [...path, name], folder.id, 0)
  const content = { ...blob, id: await insertContent(tx, view.tenant, blob, change.at) }
  const modifiedAt = options.modifiedAt ?? change.at
  const node = await insertFile(tx, change, folder, name, { content, modifiedAt })
  await closeChange(context, tx, change, around(node, node.size))
  await recordChange(context, tx, view, 'created', node)
  return resourceOf(node, name, rights)
}

function demandFolder(place: Place): FolderNode {
  const { node } = demandOwnNode(place)
  if (node.kind === 'folder') return node
  throw new TreeRefusal('not-a-folder', because('is-a-file'))
}
