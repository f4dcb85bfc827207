import { join } from 'node:path'
import { createActivity } from '../../activity/index.ts'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import { openDiskBlobStore } from '../../platform/blobs/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { openDatabase } from '../../platform/database/index.ts'
import type { DatabasePlace } from '../../platform/database/testing/temporary-place.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/memory-logger.ts'
import { createFiles } from '../index.ts'
import { createFakeMounts } from './fake-mounts.ts'

export const ann: UserActor = {
  kind: 'user',
  tenant: 1 as TenantId,
  userId: 'id-of-ann' as UserId,
  username: 'ann',
  admin: false,
}

/** The room on a folder and a database that outlive the process. */
export async function openFolder<C extends Clock>(folder: string, place: DatabasePlace, clock: C) {
  const database = await openDatabase({ ...place, clock })
  const ids = createIds(clock.now)
  const mounts = createFakeMounts()
  const blobs = await openDiskBlobStore(join(folder, 'blobs'), ids)
  const events = createEvents()
  const files = createFiles({
    database,
    blobs,
    clock,
    ids,
    events,
    logger: createMemoryLogger(),
    metrics: { blobDamage: { add: () => {}, read: () => {} } },
    activity: createActivity({ database, clock, ids, events }),
    mounts: () => mounts,
    groupsOf: async () => [],
  })
  return {
    database,
    blobs,
    clock,
    files,
    tree: files.userTree(ann),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
