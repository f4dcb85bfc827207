import { expect, test } from 'vitest'
import type { Actor, TenantId } from '../../platform/actor.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

const order = { username: 'ann', password: 'correct horse' }

test('a user has a name, a display name and perhaps an address, and is found whatever the case', async () => {
  await using house = await openTestAccounts()
  const created = await house.accounts.createUser(house.operator, {
    ...order,
    username: 'Ann.Lee',
    displayName: '  Ann Lee ',
    email: ' ann@mail.example ',
  })
  expect(created).toEqual({
    id: expect.any(String),
    tenant: house.tenant.id,
    username: 'Ann.Lee',
    displayName: 'Ann Lee',
    email: 'ann@mail.example',
    admin: false,
    disabled: false,
    createdAt: house.clock.now(),
  })
  expect(await house.accounts.findUser(house.tenant.id, 'ann.LEE')).toEqual(created)
  expect(await house.accounts.userById(house.tenant.id, created.id)).toEqual(created)
  expect(await house.audited()).toEqual(['tenant.created', 'user.created'])
})

test('the display name is the user name when nothing else is said', async () => {
  await using house = await openTestAccounts()
  const { displayName } = await house.accounts.createUser(house.operator, { ...order, displayName: ' ' })
  expect(displayName).toBe('ann')
})

test('other rooms learn what people are called, as far as they still exist', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  await accounts.createUser(operator, { ...order, username: 'Ann.Lee', displayName: 'Ann Lee' })
  await accounts.createUser(operator, { ...order, username: 'bob' })
  const names = await accounts.displayNamesOf(tenant.id, ['Ann.Lee', 'bob', 'eve', 'dave@cloud.example', ''])
  expect(Object.fromEntries(names)).toEqual({ 'Ann.Lee': 'Ann Lee', bob: 'bob' })
  expect((await accounts.displayNamesOf(tenant.id, [])).size).toBe(0)
})

test('nobody takes a name that somebody has, not even in another case', async () => {
  await using house = await openTestAccounts()
  await house.accounts.createUser(house.operator, order)
  const again = house.accounts.createUser(house.operator, { ...order, username: 'ANN' })
  await expect(again).rejects.toMatchObject({ code: 'user-exists' })
  expect(await house.audited()).toEqual(['tenant.created', 'user.created'])
})

test('everything that is wrong with a new user is said at once', async () => {
  await using house = await openTestAccounts()
  const wrong = { username: 'ann@cloud', password: 'short', displayName: 'a\nb', email: 'nowhere' }
  await expect(house.accounts.createUser(house.operator, wrong)).rejects.toMatchObject({
    code: 'validation-failed',
    errors: ['username', 'password', 'displayName', 'email'].map((name) => ({
      name,
      message: expect.any(String),
    })),
  })
})

test('those who keep something for each user hear of a new one in the same transaction', async () => {
  await using house = await openTestAccounts()
  const heard: unknown[] = []
  house.events.subscribe('user.created', async (_tx, event) => {
    heard.push(event)
    if (event.username === 'bob') throw new Error('no room for Bob')
  })
  const ann = await house.addUser('ann')
  expect(heard).toEqual([{ tenant: house.tenant.id, userId: ann.userId, username: 'ann' }])

  await expect(house.addUser('bob')).rejects.toThrow('no room for Bob')
  expect(await house.accounts.findUser(house.tenant.id, 'bob')).toBeUndefined()
  expect(await house.audited()).toEqual(['tenant.created', 'user.created'])
})

test('only administrators and the operator make and list users', async () => {
  await using house = await openTestAccounts()
  const admin = await house.addUser('zoe', { admin: true })
  const ann = await house.addUser('ann')
  const tenant = house.tenant.id
  const others: Actor[] = [
    ann,
    { kind: 'peer', tenant, host: 'his.example', verified: true },
    { kind: 'share', tenant, shareId: 1 },
  ]
  for (const actor of others) {
    await expect(house.accounts.createUser(actor, { ...order, username: 'eve' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(house.accounts.listUsers(actor, { limit: 10 })).rejects.toMatchObject({ code: 'forbidden' })
  }
  await house.accounts.createUser(admin, { ...order, username: 'Bob' })
  const users = await house.accounts.listUsers(house.operator, { limit: 10 })
  expect(users.items.map(({ username }) => username)).toEqual(['ann', 'Bob', 'zoe'])
})

test('users belong to one tenant', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann', { admin: true })
  const elsewhere = 2 as TenantId
  expect(await house.accounts.findUser(elsewhere, 'ann')).toBeUndefined()
  expect(await house.accounts.userById(elsewhere, ann.userId)).toBeUndefined()
  expect(await house.accounts.hasAdmin(elsewhere)).toBe(false)
  const signIn = { username: 'ann', password: 'correct horse', address: '192.0.2.1' }
  expect(await house.accounts.authenticatePassword(elsewhere, signIn)).toBeUndefined()
})

test('there is an admin once one was made', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  expect(await house.accounts.hasAdmin(house.tenant.id)).toBe(false)
  await house.addUser('zoe', { admin: true })
  expect(await house.accounts.hasAdmin(house.tenant.id)).toBe(true)
})

test('the operator may act as a user, if there is one who may act', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann', { admin: true })
  expect(await house.accounts.actorFor(house.tenant.id, 'ANN')).toEqual(ann)
  expect(ann).toMatchObject({ kind: 'user', username: 'ann', admin: true, tenant: house.tenant.id })
  await expect(house.accounts.actorFor(house.tenant.id, 'bob')).rejects.toMatchObject({
    code: 'user-not-found',
  })
  await house.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
  await expect(house.accounts.actorFor(house.tenant.id, 'ann')).rejects.toMatchObject({
    code: 'user-not-found',
  })
  expect(await house.accounts.hasAdmin(house.tenant.id)).toBe(false)
})
