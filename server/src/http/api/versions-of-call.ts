import type { VersionReading, VersionView } from '../../files/index.ts'
import type { SharedFile } from '../../mounts/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Call } from '../route.ts'
import { idParam } from './api-values.ts'
import { placeOf } from './file-of-call.ts'

/** What a file held before, as the caller may work with it. Refuses with a `ResourceError`, as trees do. */
export interface VersionsOfFile {
  list(): Promise<VersionView[]>
  read(versionId: number): Promise<VersionReading>
  restore(versionId: number): Promise<void>
  remove(versionId: number): Promise<void>
}

/**
 * The versions of the file that the address names by its id: of the caller, of a team, or of somebody on this server who
 * shares it with the caller.
 * @throws IsthmusError `not-found`, `node-not-found`
 */
export async function versionsOfCall(
  call: Pick<Call<'user'>, 'application' | 'actor' | 'params'>,
): Promise<VersionsOfFile> {
  const { application, actor, params } = call
  const { files, mounts } = application
  const id = idParam(params['id'])
  const place = await placeOf(call, id)
  // What another server keeps is refused in the words for it.
  const shared = place?.kind === 'own' ? undefined : await mounts.sharedFile(actor, id)
  if (shared !== undefined) return versionsOfShared(shared)
  if (place === undefined) throw fault('node-not-found')
  return {
    list: () => files.listVersions(actor, place),
    read: (versionId) => files.readVersion(actor, place, versionId),
    restore: (versionId) => files.restoreVersion(actor, place, versionId),
    remove: (versionId) => files.deleteVersion(actor, place, versionId),
  }
}

function versionsOfShared({ versions, path }: SharedFile): VersionsOfFile {
  return {
    list: () => versions.list(path),
    read: (versionId) => versions.read(path, versionId),
    restore: (versionId) => versions.restore(path, versionId),
    remove: async () => {
      throw fault('forbidden', { because: because('version-of-owner') })
    },
  }
}
