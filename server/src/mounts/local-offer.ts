import type { TenantId, UserId } from '../platform/actor.ts'
import type { ReceivedShareState } from './received-share.ts'

/** A share of somebody on this server, as one of its recipients has it. What it allows is said by the share alone. */
export interface LocalOffer {
  /** In the inbox, which has one count for these and for received shares. */
  readonly id: number
  readonly tenant: TenantId
  /** The recipient. */
  readonly user: UserId
  readonly shareId: number
  /** User names. */
  readonly ownerName: string
  readonly senderName: string
  readonly state: ReceivedShareState
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly changedAt: number
}
