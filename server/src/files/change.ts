import type { TenantId } from '../platform/actor.ts'

/**
 * A change of a space in progress, from `openChange` to `closeChange` in one transaction.
 *
 * Every row of the log has a number. The numbers of a space grow, and none is below `numberAt` its time: a space that
 * comes back from a backup goes on with numbers that were not yet given out when the backup was needed, so that an
 * entity tag never means two things.
 */
export interface Change extends Charge {
  readonly tenant: TenantId
  readonly spaceId: number
  /** The number that `openChange` took. */
  readonly first: number
  /** The next number to give out. */
  next: number
  /** What the space held before the change; nobody else changes that meanwhile. */
  readonly before: SpaceUsage
  /** What has changed, folders because of what is in them. */
  readonly touched: number[]
}

/** What a space is charged for something that happens in it. */
export interface Charge {
  /** When it happens, epoch milliseconds. */
  readonly at: number
  /** Bytes that the space holds more; negative for less. Versions and the trash count too. */
  used: number
  /** How many of them belong to versions. */
  versionsUsed: number
}

/** What the files of a space take, in bytes. */
export interface SpaceUsage {
  /** Absent where there is no limit. */
  readonly quota?: number
  /** Of all files, those in the trash and their versions included. */
  readonly used: number
  /** How many of them are versions: they give way when there is no room. */
  readonly versionsUsed: number
}

/**
 * The least number that a change may have.
 * @param at - epoch milliseconds; a thousand numbers belong to each, so that large changes do not run ahead of time
 */
export function numberAt(at: number): number {
  return at * 1000
}

/** Gives out `count` numbers in a row. @returns the first of them */
export function takeNumbers(change: Change, count: number): number {
  const first = change.next
  change.next += count
  return first
}
