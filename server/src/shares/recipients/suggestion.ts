import type { OcmAddress } from '@isthmus/ocm'

/** Somebody with whom something can be shared. */
export interface Suggestion {
  readonly kind: 'user' | 'group' | 'federated'
  /** What a share is ordered with: the name of a user or group, or an address. */
  readonly shareWith: string
  readonly displayName: string
  /** Of somebody on another server. */
  readonly server?: string
}

/** Somebody on another server who has shared something with the user. */
export interface Contact {
  readonly address: OcmAddress
  readonly displayName?: string
}
