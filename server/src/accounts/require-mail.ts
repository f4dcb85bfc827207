import type { TenantId } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import type { AccountsContext } from './accounts-context.ts'

/**
 * Lets pass what ends in a letter.
 * @throws IsthmusError `mail-not-configured`
 */
export async function requireMail({ mail }: AccountsContext, tenant: TenantId): Promise<void> {
  if (!(await mail.isConfigured(tenant))) throw fault('mail-not-configured')
}
