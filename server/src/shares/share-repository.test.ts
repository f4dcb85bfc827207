import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { TenantId, UserId } from '../platform/actor.ts'
import { openTemporaryDatabase } from '../platform/database/testing/temporary-database.ts'
import { permissionsOfWords } from '../platform/permissions.ts'
import type { Recipient, Share } from './share.ts'
import { findOpenShare, findShare, insertShare, moveShare, sealedSecretOf } from './share-repository.ts'

const tenant = 1 as TenantId
const bob = 'u2' as UserId

function shareTo(recipient: Recipient, changes: Partial<Share> = {}): Share {
  return {
    id: 1,
    tenant,
    resourceKind: 'folder',
    nodeId: 7,
    name: 'Trip',
    owner: 'u1' as UserId,
    initiator: 'u1' as UserId,
    recipient,
    permissions: permissionsOfWords(['read']),
    mustExchangeToken: false,
    state: 'accepted',
    told: false,
    createdAt: 1,
    changedAt: 1,
    ...changes,
  }
}

describe('a stored share', () => {
  it.each<Recipient>([
    { kind: 'federated', address: { identifier: 'bob', host: 'peer.example' } as never },
    { kind: 'user', userId: bob, name: 'bob' },
    { kind: 'group', groupId: 'g1', name: 'bob' },
    { kind: 'link' },
  ])('is the one that was written: $kind', async (recipient) => {
    await using database = await openTemporaryDatabase()
    const share = shareTo(recipient, { parentId: 5, initiator: bob, note: 'for you', expiresAt: 9 })
    await database.write((tx) => insertShare(tx, share))
    expect(await findShare(database.read, tenant, 1)).toEqual(share)
    await expect(sealedSecretOf(database.read, 1)).rejects.toThrow('no secret')
  })

  it('is the only open one of its node to its recipient, and a user is not the group of that name', async () => {
    await using database = await openTemporaryDatabase()
    const user = { kind: 'user', userId: bob, name: 'bob' } as const
    const group = { kind: 'group', groupId: 'g1', name: 'bob' } as const
    await database.write(async (tx) => {
      await insertShare(tx, shareTo(user))
      await insertShare(tx, shareTo(group, { id: 2 }))
    })
    await expect(database.write((tx) => insertShare(tx, shareTo(user, { id: 3 })))).rejects.toThrow()
    expect(await findOpenShare(database.read, tenant, 7, user)).toMatchObject({ id: 1 })
    expect(await findOpenShare(database.read, tenant, 7, group)).toMatchObject({ id: 2 })
    await database.write((tx) => moveShare(tx, 1, ['accepted'], { state: 'revoked', now: 2 }))
    await database.write((tx) => insertShare(tx, shareTo(user, { id: 3 })))
  })

  it('may be one of several links to its node', async () => {
    await using database = await openTemporaryDatabase()
    await database.write(async (tx) => {
      await insertShare(tx, shareTo({ kind: 'link' }))
      await insertShare(tx, shareTo({ kind: 'link' }, { id: 2 }))
    })
    const { rows } = await sql`SELECT id FROM shares`.execute(database.read)
    expect(rows).toHaveLength(2)
  })
})
