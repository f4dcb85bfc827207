import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { User } from './user.ts'
import { hasActiveAdmin } from './user-repository.ts'

/**
 * Refuses to go on when nobody could administer the tenant without this user.
 * @throws IsthmusError `conflict`
 */
export async function keepAnAdmin(tx: Tx, user: User): Promise<void> {
  if (!user.admin || user.disabled) return
  if (await hasActiveAdmin(tx, user.tenant, user.id)) return
  throw fault('conflict', {
    because: because('last-administrator', { user: user.username }),
  })
}
