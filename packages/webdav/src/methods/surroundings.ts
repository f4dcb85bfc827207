import type { Surroundings } from '../properties/live-properties.ts'
import type { DavCall } from './dav-call.ts'

/** What the properties in an answer need to know besides the resource. */
export function surroundingsOf({ tree, options }: DavCall): Surroundings {
  const { mountPath, now = Date.now, dataFingerprint } = options
  return {
    mountPath,
    now: now(),
    lockable: tree.locking !== undefined,
    syncable: tree.changes !== undefined,
    dataFingerprint,
  }
}
