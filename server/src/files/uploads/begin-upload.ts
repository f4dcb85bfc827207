import { Readable } from 'node:stream'
import { type DavPath } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { admitAddition } from '../add-file.ts'
import type { FilesContext } from '../context.ts'
import { demandPreconditions, demandRights } from '../demand.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { nfc } from '../node-name.ts'
import { locate, mountAt } from '../place.ts'
import { noRoom } from '../quota/make-room.ts'
import { statNode } from '../stat-node.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { View } from '../view.ts'
import { admitFile } from '../write-file.ts'
import { namingTarget } from './naming-target.ts'
import { receiveUpload } from './receive-upload.ts'
import { expiryFrom, isRenamed, preconditionsOf, type Upload } from './upload.ts'
import { countUnfinished, insertUpload } from './upload-repository.ts'

/** What is known of an upload before its first byte. */
export interface UploadOrder extends Pick<Upload, 'size' | 'conflict' | 'modifiedAt' | 'ifMatch'> {
  readonly place: FilePlace
}

/** Unfinished uploads of one person at the same time. */
const mostUnfinished = 1_000

/**
 * Begins an upload. What can be refused without the contents is refused: what the user may not do, what there is no room
 * for, a name that is taken. All of it is looked at again when the file is made.
 * @throws IsthmusError `too-many-uploads`
 * @throws ResourceError `not-found`, `parent-missing`, `is-a-folder`, `forbidden`, `bad-path`, `locked`, `target-exists`,
 *   `precondition-failed`, `too-large`, `insufficient-storage`; for a place in a mount what its tree refuses with
 */
export async function beginUpload(
  context: FilesContext,
  actor: UserActor,
  order: UploadOrder,
): Promise<Upload> {
  const { clock, database, ids, blobs, maxFileBytes = Number.POSITIVE_INFINITY } = context
  const { tenant, userId } = actor
  if (order.size > maxFileBytes) {
    throw new TreeRefusal('too-large', because('file-too-large'))
  }
  const { spaceId } = order.place
  const path = nfc(order.place.path)
  const unfinished = await countUnfinished(database.read, actor, spaceId)
  if (unfinished.count >= mostUnfinished) throw fault('too-many-uploads')
  const room = await namingTarget(order, () => admit(context, viewOf(actor, spaceId), path, order))
  // What is there of other uploads will need room too.
  if (order.size > room - unfinished.bytes) throw noRoom()

  const now = clock.now()
  const upload: Upload = {
    ...order,
    id: ids.uuid(),
    tenant,
    userId,
    place: { ...order.place, path },
    received: 0,
    isWhole: false,
    blobId: blobs.growing.begin(),
    createdAt: now,
    expiresAt: expiryFrom(context, now),
  }
  await database.write((tx) => insertUpload(tx, upload))
  if (upload.size > 0) return upload
  // Nothing comes, so nobody sends it.
  const body = Readable.from([])
  return { ...upload, ...(await receiveUpload(context, actor, upload.id, { offset: 0, body })) }
}

/** @returns how many bytes there is room for */
async function admit(context: FilesContext, view: View, path: DavPath, order: UploadOrder): Promise<number> {
  if (path.length === 0) throw new TreeRefusal('is-a-folder', because('is-a-folder'))
  const length = order.size
  const place = await locate(context.database.read, view, path)
  if (isRenamed(order) && place.kind !== 'behind-mount') {
    return admitAddition(context, view, path.slice(0, -1), { length })
  }
  if (mountAt(place) === undefined) {
    return admitFile(context, view, place, { length, preconditions: preconditionsOf(order) })
  }
  await admitFar(context, view, path, order)
  return Number.POSITIVE_INFINITY
}

/** What another server will say is known when it gets the file; what it would say now saves the way. */
async function admitFar(context: FilesContext, view: View, path: DavPath, order: UploadOrder): Promise<void> {
  const there = isRenamed(order) ? undefined : await statNode(context, view, path)
  if (there?.kind === 'folder') throw new TreeRefusal('is-a-folder', because('is-a-folder'))
  if (there !== undefined) {
    demandPreconditions(preconditionsOf(order), there)
    return demandRights(there.rights, 'update')
  }
  const folder = await statNode(context, view, path.slice(0, -1))
  if (folder?.kind !== 'folder') {
    throw new TreeRefusal('parent-missing', because('folder-missing'))
  }
  demandRights(folder.rights, 'create')
}
