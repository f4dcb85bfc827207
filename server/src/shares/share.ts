import { formatOcmAddress, type OcmAddress } from '@isthmus/ocm'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Permissions } from '../platform/permissions.ts'

/**
 * A grant: somebody may work with a file or folder of ours.
 */
export interface Share<To extends Recipient = Recipient> {
  /** Also the `providerId` on the wire. */
  readonly id: number
  readonly tenant: TenantId
  readonly resourceKind: 'file' | 'folder'
  readonly nodeId: number
  /** Name of the resource when it was shared. */
  readonly name: string
  readonly owner: UserId
  /** Who shared it: the owner, or somebody who shares on what was shared with them. */
  readonly initiator: UserId
  /** The share that is shared on; absent for what the owner shares. */
  readonly parentId?: number
  readonly recipient: To
  readonly permissions: Permissions
  /** Of a federated share: the bare secret opens nothing; it must be exchanged for a token first. */
  readonly mustExchangeToken: boolean
  readonly state: ShareState
  /** Stable slug: why it is `refused` or `failed`, or what delays an `announcing` one. */
  readonly stateReason?: string
  readonly note?: string
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  /** The server of a federated recipient may know of the share, so its end must be told. */
  readonly told: boolean
  readonly createdAt: number
  readonly changedAt: number
}

/** Whom a share is for. */
export type Recipient = FederatedRecipient | UserRecipient | GroupRecipient | LinkRecipient

/** Somebody on another server. */
export interface FederatedRecipient {
  readonly kind: 'federated'
  readonly address: OcmAddress
}

/** Somebody on this server. */
export interface UserRecipient {
  readonly kind: 'user'
  readonly userId: UserId
  readonly name: string
}

/** Whoever is in a group of this server, at any moment. */
export interface GroupRecipient {
  readonly kind: 'group'
  readonly groupId: string
  readonly name: string
}

/** Whoever has the link. */
export interface LinkRecipient {
  readonly kind: 'link'
}

export const recipientKinds = [
  'federated',
  'user',
  'group',
  'link',
] as const satisfies readonly Recipient['kind'][]

export type FederatedShare = Share<FederatedRecipient>

export function isFederated(share: Share): share is FederatedShare {
  return share.recipient.kind === 'federated'
}

/** The recipient as people write it: an address, the name of a user or group; the empty string for a link. */
export function nameOfRecipient(recipient: Recipient): string {
  switch (recipient.kind) {
    case 'federated':
      return formatOcmAddress(recipient.address)
    case 'user':
    case 'group':
      return recipient.name
    case 'link':
      return ''
  }
}

/**
 * - `announcing`: on its way to the recipient's server
 * - `announced`: their server has it, or it is in their inbox; the recipient has not answered
 * - `accepted`, `declined`: the recipient's answer; what nobody answers as a whole (to a group, by a link) is accepted
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
