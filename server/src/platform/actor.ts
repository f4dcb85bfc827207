/** The tenant that a row, a request or a job belongs to. */
export type TenantId = number & { readonly __brand: 'TenantId' }
/** A user's row id; the name on the wire is `username`. */
export type UserId = string & { readonly __brand: 'UserId' }

/**
 * On whose behalf a use case runs. Every use case takes one and writes it into its audit row.
 */
export type Actor = UserActor | OperatorActor | PeerActor | ShareActor | SystemActor

/** A signed-in user of this tenant. */
export interface UserActor {
  readonly kind: 'user'
  readonly tenant: TenantId
  readonly userId: UserId
  readonly username: string
  /** Whether this person administers, and may do so with what was shown. */
  readonly admin: boolean
  /** What was shown to sign in; absent when the operator or the program acts in the user's name. */
  readonly signedInBy?: SignedInBy
}

/** The credential behind a request, by its id where a user can have several. */
export type SignedInBy =
  | { readonly kind: 'password' }
  | { readonly kind: 'session' | 'app-password' | 'token'; readonly id: string }

/** The operator at the command line, through the socket that only the owner of the data folder can open. */
export interface OperatorActor {
  readonly kind: 'operator'
  readonly tenant: TenantId
}

/** Another server. `verified` tells whether its signature proved that it is `host`. */
export interface PeerActor {
  readonly kind: 'peer'
  readonly tenant: TenantId
  /** Canonical host[:port]. */
  readonly host: string
  readonly verified: boolean
}

/** Whoever holds the credential of one share: the recipient's server, on behalf of the recipient. */
export interface ShareActor {
  readonly kind: 'share'
  readonly tenant: TenantId
  readonly shareId: number
}

/** The program itself: jobs, expiry, migrations. */
export interface SystemActor {
  readonly kind: 'system'
  readonly tenant: TenantId
}
