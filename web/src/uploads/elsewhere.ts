/** Uploads of the person that were begun elsewhere: on another device, in another browser, by another program. */
import { useQuery } from '@tanstack/react-query'
import { call, type Output } from '../api/call.ts'
import { renew } from '../api/use-api.ts'
import { folderOf, nameOf, placeOf } from '../place.ts'
import { httpUploadServer } from './http-upload-server.ts'
import type { FoundItem } from './match-files.ts'
import { newId } from './new-id.ts'
import { rememberUploads, uploadMemory } from './remembered-uploads.ts'
import type { Upload } from './upload.ts'
import { uploads } from './uploads.ts'

/** As the API lists it. */
export type ElsewhereUpload = Output<'GET /uploads'>['uploads'][number]

/** While something is on its way from elsewhere, it is looked after it again so often, in milliseconds. */
const interval = 30_000

/** Those of which nothing comes at the moment. */
export function useElsewhere(): readonly ElsewhereUpload[] {
  const { data = [] } = useQuery({
    queryKey: ['GET /uploads'],
    queryFn: findElsewhere,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => state.data?.some(({ busy }) => busy) === true && interval,
  })
  return data.filter(({ busy }) => !busy)
}

async function findElsewhere(): Promise<readonly ElsewhereUpload[]> {
  const all = (await call('GET /uploads')).uploads
  if (all.length === 0) return all
  const kept = (await (await uploadMemory)?.all()) ?? []
  const own = [...kept.map(({ upload }) => upload), ...uploads.view().uploads]
  const ids = new Set(own.map(({ uploadId }) => uploadId))
  return all.filter(({ id }) => !ids.has(id))
}

/**
 * Whether a file of the device is the one that was begun with, as far as its size and the time of its change tell.
 * Programs that told no time have at least told a name.
 */
export function isFileOf({ size, modifiedAt, path }: ElsewhereUpload, file: File): boolean {
  if (file.size !== size) return false
  if (modifiedAt === null) return file.name.normalize() === nameOf({ path })
  // Storage of another kind tells times in whole seconds.
  return Math.floor(Date.parse(modifiedAt) / 1000) === Math.floor(file.lastModified / 1000)
}

/** Goes on with it in this window. @param item - its file; not needed when all of it has arrived */
export async function goOnHere(found: ElsewhereUpload, item?: FoundItem): Promise<void> {
  const place = placeOf(found, found.space ?? undefined)
  const upload: Upload = {
    id: newId(),
    batch: newId(),
    kind: 'file',
    place: folderOf(place),
    path: [nameOf(place)],
    size: found.size,
    modifiedAt: item?.file?.lastModified ?? 0,
    state: 'waiting',
    sent: found.offset,
    speed: 0,
    conflict: found.conflict,
    uploadId: found.id,
    isWhole: found.whole,
  }
  uploads.takeUp(upload, item?.file)
  await rememberUploads([[upload, item ?? { path: upload.path }]], (id) => uploads.find(id))
  await renew('GET /uploads')
}

/** Drops what has arrived of it. @throws Problem */
export async function discardElsewhere({ id }: ElsewhereUpload): Promise<void> {
  await httpUploadServer.remove(id)
  await renew('GET /uploads')
}
