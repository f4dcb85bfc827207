import { Readable } from 'node:stream'
import type { UserActor } from '../../platform/actor.ts'
import { IsthmusError } from '../../platform/errors.ts'
import type { FilesOptions } from '../index.ts'
import type { UploadOrder } from '../uploads/begin-upload.ts'
import type { Placing } from '../uploads/place-upload.ts'
import { withAnn } from './test-files.ts'
import { at } from './tree-talk.ts'

const bytes = (text: string) => Readable.from(text === '' ? [] : [Buffer.from(text)])

/** What uploads take, in few words. */
export function uploadsOf(
  room: Awaited<ReturnType<typeof withAnn>>,
  files = room.files,
  actor: UserActor = room.ann,
) {
  return {
    begin: (path: string, size: number, order: Partial<UploadOrder> = {}) =>
      files.beginUpload(actor, { place: { path: at(path) }, size, conflict: 'refuse', ...order }),
    send: (id: string, offset: number, body: string | Readable) =>
      files.receiveUpload(actor, id, { offset, body: typeof body === 'string' ? bytes(body) : body }),
    place: (id: string, placing: Placing = {}) => files.placeUpload(actor, id, placing),
    read: (id: string) => files.readUpload(actor, id),
    end: (id: string) => files.endUpload(actor, id),
  }
}

/** Ann with her files, and what uploads take. */
export async function withUploads(options: Partial<FilesOptions> = {}) {
  const room = await withAnn(options)
  return { ...room, ...uploadsOf(room) }
}

/** The code of the fault that something is refused with. */
export async function fault(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof IsthmusError) return error.code
    throw error
  }
  throw new Error('nothing was refused')
}
