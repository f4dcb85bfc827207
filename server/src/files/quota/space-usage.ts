import type { Quota } from '@isthmus/webdav'
import type { SpaceUsage } from '../change.ts'

/**
 * How many bytes a file may have at most, by the quota of its space; without limit, infinity. Versions count as room,
 * since they give way; so does what the file holds now.
 * @param replaced - bytes that the file holds now
 */
export function roomFor({ quota, used, versionsUsed }: SpaceUsage, replaced: number): number {
  if (quota === undefined) return Number.POSITIVE_INFINITY
  // Over the quota already, a file may still be replaced by one that is no larger.
  return Math.max(quota - (used - versionsUsed) + replaced, replaced)
}

/** What RFC 4331 calls used and available bytes. */
export function quotaOf(usage: SpaceUsage): Quota {
  if (usage.quota === undefined) return { used: usage.used }
  return { used: usage.used, available: Math.max(0, usage.quota - (usage.used - usage.versionsUsed)) }
}
