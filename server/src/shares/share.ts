import type { OcmAddress } from '@isthmus/ocm'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Permissions } from '../platform/permissions.ts'

/**
 * A grant: somebody elsewhere may work with a file or folder of ours.
 */
export interface Share {
  /** Also the `providerId` on the wire. */
  readonly id: number
  readonly tenant: TenantId
  readonly resourceKind: 'file' | 'folder'
  readonly nodeId: number
  /** Name of the resource when it was shared. */
  readonly name: string
  readonly owner: UserId
  readonly initiator: UserId
  readonly recipient: OcmAddress
  readonly permissions: Permissions
  /** The bare secret opens nothing; it must be exchanged for a token first. */
  readonly mustExchangeToken: boolean
  readonly state: ShareState
  /** Stable slug: why it is `refused` or `failed`, or what delays an `announcing` one. */
  readonly stateReason?: string
  readonly note?: string
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  /** The recipient's server may know of the share, so its end must be told. */
  readonly told: boolean
  readonly createdAt: number
  readonly changedAt: number
}

/**
 * - `announcing`: on its way to the recipient's server
 * - `announced`: their server has it; the recipient has not answered
 * - `accepted`, `declined`: the recipient's answer
 * - `refused`: their server does not take it; `failed`: it could not be delivered
 * - `revoked`, `expired`: ended by us
 */
export const shareStates = [
  'announcing',
  'announced',
  'accepted',
  'declined',
  'refused',
  'failed',
  'revoked',
  'expired',
] as const

export type ShareState = (typeof shareStates)[number]

/** Our ids are positive integers; every other text names no share, which 0 stands for. */
export function shareIdOf(text: string): number {
  return /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : 0
}

/** All messages about one share leave in the order in which they were decided. */
export function shareOrderKey(shareId: number): string {
  return `share:${shareId}`
}

/** Binds the sealed secret to its row: it cannot be opened in place of another. */
export function secretContext(shareId: number): string {
  return `shares:${shareId}:secret`
}

/** States in which the share opens its resource, and stands in the way of a second one like it. */
export const openStates = ['announcing', 'announced', 'accepted'] as const satisfies readonly ShareState[]

/**
 * Whether the share opens its resource now. Access does not depend on the recipient's answer: their server may read
 * before it tells us that the share was accepted.
 */
export function isOpen(share: Share, now: number): boolean {
  return openStates.some((state) => state === share.state) && (share.expiresAt ?? Infinity) > now
}
