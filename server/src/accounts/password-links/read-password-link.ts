import type { Kysely } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { hashLinkToken } from '../link-token.ts'
import type { User } from '../users/user.ts'
import { findUserById } from '../users/user-repository.ts'
import type { PasswordLinkPurpose } from './password-link.ts'
import { findPasswordLink } from './password-link-repository.ts'

/** Whose password may be chosen, and until when. */
export interface OpenPasswordLink {
  readonly user: User
  readonly purpose: PasswordLinkPurpose
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/**
 * What a link by which a password is chosen is for.
 * @throws IsthmusError `not-found` when it was used, its time is over, or it is none
 */
export async function readPasswordLink(
  { clock }: Pick<AccountsContext, 'clock'>,
  executor: Kysely<Schema>,
  tenant: TenantId,
  token: string,
): Promise<OpenPasswordLink> {
  const link = await findPasswordLink(executor, tenant, hashLinkToken(token))
  const user = link && (await findUserById(executor, tenant, link.userId))
  if (link === undefined || user === undefined || user.disabled || link.expiresAt <= clock.now()) {
    throw fault('not-found', { because: because('link-over') })
  }
  return { user, purpose: link.purpose, expiresAt: link.expiresAt }
}
