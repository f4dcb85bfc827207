import { expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

test('a token is its owner until it is revoked, and is shown once', async () => {
  await using house = await openTestAccounts()
  const { accounts, tenant } = house
  const ann = await house.addUser('ann')
  const { token, ...created } = await accounts.createToken(ann, { name: ' laptop ' })
  expect(token).toMatch(/^ist_[0-9a-z]{12}_[\w-]{43}$/)
  expect(created).toEqual({ id: expect.any(String), name: 'laptop', createdAt: house.clock.now() })
  expect(await accounts.listTokens(ann)).toEqual([created])
  expect(await accounts.authenticateToken(tenant.id, token)).toEqual({
    ...ann,
    signedInBy: { kind: 'token', id: created.id },
  })

  await accounts.revokeToken(ann, created.id)
  expect(await accounts.authenticateToken(tenant.id, token)).toBeUndefined()
  expect(await accounts.listTokens(ann)).toEqual([])
  expect(await house.audited()).toEqual(['tenant.created', 'token.created', 'token.revoked', 'user.created'])
})

test('neither the database nor the audit trail holds a token', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const { token } = await house.accounts.createToken(ann, { name: 'laptop' })
  const secret = token.slice(-43)
  const rows = [
    await house.database.read.selectFrom('tokens').selectAll().execute(),
    await house.activity.listAudit(house.operator, { limit: 500 }),
  ]
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a token ends at its time', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const expiresAt = house.clock.now() + 1000
  const { token } = await house.accounts.createToken(ann, { name: 'ci', expiresAt })
  await house.clock.advance(999)
  expect(await house.accounts.authenticateToken(house.tenant.id, token)).toMatchObject(ann)
  await house.clock.advance(1)
  expect(await house.accounts.authenticateToken(house.tenant.id, token)).toBeUndefined()
})

test('a token opens nothing in another tenant, with another secret, or for a disabled account', async () => {
  await using house = await openTestAccounts()
  const { accounts, tenant } = house
  const ann = await house.addUser('ann')
  const { token } = await accounts.createToken(ann, { name: 'laptop' })
  const flipped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
  for (const wrong of [flipped, `${token}A`, token.slice(1), 'ist__', '', 'x'.repeat(100_000)]) {
    expect(await accounts.authenticateToken(tenant.id, wrong)).toBeUndefined()
  }
  expect(await accounts.authenticateToken(2 as typeof tenant.id, token)).toBeUndefined()
  await house.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
  expect(await accounts.authenticateToken(tenant.id, token)).toBeUndefined()
})

test('when a token was used is written, once a minute', async () => {
  await using house = await openTestAccounts()
  const { accounts, tenant, clock } = house
  const ann = await house.addUser('ann')
  const { token } = await accounts.createToken(ann, { name: 'laptop' })
  const lastUse = async () => (await accounts.listTokens(ann))[0]?.lastUsedAt
  expect(await lastUse()).toBeUndefined()
  const first = clock.now()
  await accounts.authenticateToken(tenant.id, token)
  await clock.advance(59_999)
  await accounts.authenticateToken(tenant.id, token)
  expect(await lastUse()).toBe(first)
  await clock.advance(1)
  await accounts.authenticateToken(tenant.id, token)
  expect(await lastUse()).toBe(first + 60_000)
})

test('nobody revokes or sees the tokens of somebody else', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const ann = await house.addUser('ann')
  const bob = await house.addUser('bob', { admin: true })
  const { id } = await accounts.createToken(ann, { name: 'laptop' })
  expect(await accounts.listTokens(bob)).toEqual([])
  await expect(accounts.revokeToken(bob, id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await accounts.listTokens(ann)).toHaveLength(1)
})

test('a token needs a name and a time that is still to come', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  for (const expiresAt of [house.clock.now(), 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    await expect(house.accounts.createToken(ann, { name: ' ', expiresAt })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ name: 'name' }, { name: 'expiresAt' }],
    })
  }
})

test('a user has 100 tokens at most; those that have ended make room', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const ann = await house.addUser('ann')
  const expiresAt = house.clock.now() + 1000
  const order = { name: 'ci', expiresAt }
  await Promise.all(Array.from({ length: 100 }, () => accounts.createToken(ann, order)))
  await expect(accounts.createToken(ann, order)).rejects.toMatchObject({ code: 'conflict' })
  await house.clock.advance(1000)
  await accounts.createToken(ann, { name: 'laptop' })
  expect(await accounts.listTokens(ann)).toHaveLength(1)
})
