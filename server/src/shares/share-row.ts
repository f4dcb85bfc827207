import { parseOcmAddress } from '@isthmus/ocm'
import type { Insertable, Selectable } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import type { Permissions } from '../platform/permissions.ts'
import { nameOfRecipient, type Recipient, type Share, type ShareState } from './share.ts'

/** What only the room itself sees of a share that is opened with a secret. */
export interface ShareSecret {
  readonly sealed: string
  /** Keyed hash by which the row is found. */
  readonly lookup: string
}

/** @param secret - of a kind of share that has one */
export function rowOf(share: Share, secret: ShareSecret | undefined): Insertable<Schema['shares']> {
  return {
    id: share.id,
    tenant_id: share.tenant,
    resource_kind: share.resourceKind,
    node_id: share.nodeId,
    name: share.name,
    owner_user_id: share.owner,
    initiator_user_id: share.initiator,
    parent_id: share.parentId ?? null,
    ...columnsOf(share.recipient),
    permissions: share.permissions,
    secret_sealed: secret?.sealed ?? null,
    secret_lookup: secret?.lookup ?? null,
    must_exchange_token: share.mustExchangeToken ? 1 : 0,
    state: share.state,
    state_reason: share.stateReason ?? null,
    note: share.note ?? null,
    expires_at: share.expiresAt ?? null,
    told: share.told ? 1 : 0,
    created_at: share.createdAt,
    changed_at: share.changedAt,
  }
}

export function shareOf(row: Selectable<Schema['shares']>): Share {
  return {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    resourceKind: row.resource_kind === 'file' ? 'file' : 'folder',
    nodeId: row.node_id,
    name: row.name,
    owner: row.owner_user_id as UserId,
    initiator: row.initiator_user_id as UserId,
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    recipient: recipientOf(row),
    permissions: row.permissions as Permissions,
    mustExchangeToken: row.must_exchange_token === 1,
    state: row.state as ShareState,
    ...(row.state_reason === null ? {} : { stateReason: row.state_reason }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    told: row.told === 1,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

/** How recipients are stored, and told from each other. */
export function columnsOf(
  recipient: Recipient,
): Pick<Insertable<Schema['shares']>, 'recipient_kind' | 'recipient' | 'recipient_id' | 'recipient_host'> {
  return {
    recipient_kind: recipient.kind,
    recipient: nameOfRecipient(recipient),
    recipient_id: idOf(recipient),
    recipient_host: recipient.kind === 'federated' ? recipient.address.host : null,
  }
}

function idOf(recipient: Recipient): string | null {
  if (recipient.kind === 'user') return recipient.userId
  return recipient.kind === 'group' ? recipient.groupId : null
}

function recipientOf(row: Selectable<Schema['shares']>): Recipient {
  switch (row.recipient_kind) {
    case 'user':
      return { kind: 'user', userId: (row.recipient_id ?? '') as UserId, name: row.recipient }
    case 'group':
      return { kind: 'group', groupId: row.recipient_id ?? '', name: row.recipient }
    case 'link':
      return { kind: 'link' }
    default: {
      const parsed = parseOcmAddress(row.recipient)
      if (!parsed.ok) throw new Error(`share ${row.id} has no readable recipient`)
      return { kind: 'federated', address: parsed.address }
    }
  }
}
