import type { Readable } from 'node:stream'
import {
  type DavPath,
  type FileResource,
  ResourceError,
  type ResourceRights,
  type WriteOptions,
} from '@isthmus/webdav'
import type { StoredBlob } from '../platform/blobs/index.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { IsthmusError } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { findSpaceState } from './change-repository.ts'
import { insertContent } from './content-repository.ts'
import type { FilesContext } from './context.ts'
import { changedMeanwhile, demandPreconditions, demandRights } from './demand.ts'
import { demandDepth } from './depth.ts'
import { demandUnlocked, passLocks, type Touched } from './locks/pass-locks.ts'
import { around, closeChange, openChange } from './make-change.ts'
import { insertFile } from './make-file.ts'
import { describeMount, openMount } from './mount-points.ts'
import { atMountPoint, type FileNode, type FolderNode, type MountNode, resourceOf } from './node.ts'
import { demandRoom, locate, type Place } from './place.ts'
import { noRoom } from './quota/make-room.ts'
import { roomFor } from './quota/space-usage.ts'
import { recordChange } from './record-change.ts'
import { discardBlob, storeBody } from './store-body.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { exchangeContent } from './versions/exchange-content.ts'
import { anchorOf, rightsIn, type View } from './view.ts'

interface Written {
  readonly created: boolean
  readonly resource: FileResource
}

/**
 * Creates a file or replaces its contents; what it held before becomes a version.
 *
 * The body is received first, into a blob of its own; then one transaction decides whether it is wanted. Two writers
 * at the same time both get as far as that, and one of them wins as a whole. What can be refused without the body is
 * refused before it is received.
 * @throws ResourceError `not-found`, `parent-missing`, `is-a-folder`, `forbidden`, `bad-path`, `locked`,
 *   `precondition-failed`, `conflict`, `checksum-mismatch`, `too-large`, `insufficient-storage`; behind a mount what
 *   its tree refuses with
 */
export async function writeFile(
  context: FilesContext,
  view: View,
  path: DavPath,
  body: Readable,
  options: WriteOptions,
): Promise<Written> {
  const place = await locate(context.database.read, view, path)
  if (place.kind === 'behind-mount') {
    return (await openMount(context, view, place.mount)).write(place.rest, body, options)
  }
  if (place.kind === 'node' && place.node.kind === 'mount') {
    return writeMountedFile(context, view, place.node, body, options)
  }
  const room = await admitFile(context, view, place, options)
  const blob = await storeBody(context, body, options, room)
  try {
    const written = await context.database.write((tx) => commitFile(context, tx, view, path, blob, options))
    if (!written.created) crashPoint('after-keeping-version')
    return written
  } catch (error) {
    // After any other error the commit may have happened all the same: then only the sweep can tell.
    if (error instanceof ResourceError || isFull(error)) await discardBlob(context, blob)
    throw error
  }
}

/** A database that found no room has taken everything back; the blob would keep the little that is left. */
function isFull(error: unknown): boolean {
  return error instanceof IsthmusError && error.code === 'storage-full'
}

async function writeMountedFile(
  context: FilesContext,
  view: View,
  mount: MountNode,
  body: Readable,
  options: WriteOptions,
): Promise<Written> {
  const point = await describeMount(context, mount)
  if (point?.kind === 'folder') throw new TreeRefusal('is-a-folder', because('is-a-folder'))
  const { created, resource } = await (await openMount(context, view, mount)).write([], body, options)
  return { created, resource: atMountPoint(mount, resource) }
}

/**
 * Refuses what can be refused without the body.
 * @returns how many bytes there is room for
 * @throws ResourceError as `writeFile`
 */
export async function admitFile(
  context: FilesContext,
  view: View,
  place: Place,
  {
    length,
    lockTokens: tokens,
    preconditions,
  }: Pick<WriteOptions, 'length' | 'lockTokens' | 'preconditions'>,
): Promise<number> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const target = demandWritable(place, rights)
  const space = await findSpaceState(read, anchorOf(view))
  if (space === undefined) throw new TreeRefusal('not-found', because('gone-meanwhile'))
  const now = context.clock.now()
  await demandUnlocked(read, view, { spaceId: space.spaceId, now, tokens }, touchedBy(target))
  demandPreconditions(preconditions, currentOf(target, rights))
  const room = roomFor(space.usage, target.kind === 'node' ? target.node.size : 0)
  if (length !== undefined && length > room) throw noRoom()
  return room
}

/** What the file would replace, or the folder that it would be new in. */
type Target =
  | { readonly kind: 'node'; readonly node: FileNode; readonly name: string }
  | { readonly kind: 'free'; readonly parent: FolderNode; readonly name: string }

function demandWritable(found: Place, rights: ResourceRights): Target {
  const place = demandRoom(found)
  if (place.kind === 'free') {
    demandRights(rights, 'create')
    return place
  }
  if (place.kind === 'behind-mount' || place.node.kind === 'mount') throw changedMeanwhile()
  if (place.node.kind === 'folder') throw new TreeRefusal('is-a-folder', because('is-a-folder'))
  demandRights(rights, 'update')
  return { ...place, node: place.node }
}

function touchedBy(target: Target): Touched[] {
  return [{ nodeId: target.kind === 'node' ? target.node.id : target.parent.id }]
}

function currentOf(target: Target, rights: ResourceRights): FileResource | undefined {
  return target.kind === 'node' ? resourceOf(target.node, target.name, rights) : undefined
}

/**
 * Gives a file what a blob holds, in a transaction that may do more.
 * @throws ResourceError as `writeFile`
 */
export async function commitFile(
  context: FilesContext,
  tx: Tx,
  view: View,
  path: DavPath,
  blob: StoredBlob,
  options: Pick<WriteOptions, 'lockTokens' | 'preconditions' | 'modifiedAt'>,
): Promise<Written> {
  const change = await openChange(tx, anchorOf(view), context.clock.now())
  const rights = await rightsIn(context, view, tx)
  const target = demandWritable(await locate(tx, view, path), rights)
  await passLocks(tx, view, change, options.lockTokens, touchedBy(target))
  demandPreconditions(options.preconditions, currentOf(target, rights))
  const content = { ...blob, id: await insertContent(tx, view.tenant, blob, change.at) }
  const modifiedAt = options.modifiedAt ?? change.at

  if (target.kind === 'node') {
    const node = await exchangeContent(tx, change, target.node, { content, modifiedAt })
    await closeChange(context, tx, change, around(node, node.size - target.node.size))
    crashPoint('before-keeping-version')
    await recordChange(context, tx, view, 'updated', node)
    return { created: false, resource: resourceOf(node, target.name, rights) }
  }

  await demandDepth(tx, view, path, target.parent.id, 0)
  const node = await insertFile(tx, change, target.parent, target.name, { content, modifiedAt })
  await closeChange(context, tx, change, around(node, node.size))
  await recordChange(context, tx, view, 'created', node)
  return { created: true, resource: resourceOf(node, target.name, rights) }
}
