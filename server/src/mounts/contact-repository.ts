import { parseOcmAddress } from '@isthmus/ocm'
import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import type { Contact } from '../shares/index.ts'

/** So many of the newest shares that somebody has accepted say who shares with them. */
const newestShares = 1000

/** Who on other servers shares something that the user has accepted, the last one first. */
export async function listContacts(
  executor: Kysely<Schema>,
  tenant: TenantId,
  user: UserId,
  limit: number,
): Promise<Contact[]> {
  const rows = await executor
    .selectFrom('received_shares')
    .where('user_id', '=', user)
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'accepted')
    .orderBy('id', 'desc')
    .limit(newestShares)
    .select(['sender', 'sender_display_name'])
    .execute()
  const contacts = new Map<string, Contact>()
  for (const { sender, sender_display_name: displayName } of rows) {
    const parsed = parseOcmAddress(sender)
    if (!parsed.ok || contacts.has(sender)) continue
    contacts.set(sender, { address: parsed.address, ...(displayName !== null && { displayName }) })
  }
  return [...contacts.values()].slice(0, limit)
}
