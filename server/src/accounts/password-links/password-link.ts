import type { TenantId, UserId } from '../../platform/actor.ts'

/** `reset`: a user has forgotten their password; `invitation`: a new one has none yet. */
export type PasswordLinkPurpose = 'reset' | 'invitation'

/** What opens the choice of a password, once. Whoever has the mail has it. */
export interface PasswordLink {
  readonly tenant: TenantId
  readonly userId: UserId
  readonly purpose: PasswordLinkPurpose
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** So long a link works, in milliseconds. */
export const linkLifetimes: Readonly<Record<PasswordLinkPurpose, number>> = {
  reset: 60 * 60_000,
  invitation: 7 * 24 * 60 * 60_000,
}
