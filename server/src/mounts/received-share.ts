import type { OcmAddress, PeerHost } from '@isthmus/ocm'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Permissions } from '../platform/permissions.ts'

/** What a peer said: somebody there shares something with one of our users. */
export interface ReceivedShare {
  readonly id: number
  readonly tenant: TenantId
  /** The recipient. */
  readonly user: UserId
  /** The sender's server. */
  readonly peer: PeerHost
  readonly providerId: string
  readonly owner: OcmAddress
  readonly sender: OcmAddress
  readonly ownerDisplayName?: string
  readonly senderDisplayName?: string
  readonly shareWith: OcmAddress
  /** The sender's word, for display; made safe before it names anything. */
  readonly name: string
  readonly description?: string
  readonly resourceKind: 'file' | 'folder'
  readonly permissions: Permissions
  /** Relative id, or absolute URL. */
  readonly uri: string
  readonly mustExchangeToken: boolean
  /** The peer proved with a signature that it is `peer`. */
  readonly verified: boolean
  /** Why the policy let it in: stable slug. */
  readonly trustReason: string
  readonly state: ReceivedShareState
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  readonly createdAt: number
  readonly changedAt: number
}

/**
 * - `pending`: the recipient has not answered
 * - `accepted`: it has a place in the recipient's tree
 * - `declined`: refused, or left after it had been accepted
 * - `removed`: taken back by the sender; `expired`: its time is over
 */
export const receivedShareStates = ['pending', 'accepted', 'declined', 'removed', 'expired'] as const

export type ReceivedShareState = (typeof receivedShareStates)[number]

/** Binds a sealed secret to its row: it cannot be opened in place of another. */
export function secretContext(receivedShareId: number): string {
  return `received_shares:${receivedShareId}:secret`
}

/** States in which the share still stands. */
export const standingStates = ['pending', 'accepted'] as const satisfies readonly ReceivedShareState[]

export function isStanding(share: ReceivedShare, now: number): boolean {
  return standingStates.some((state) => state === share.state) && (share.expiresAt ?? Infinity) > now
}
