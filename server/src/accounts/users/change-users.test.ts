import { expect, test } from 'vitest'
import type { TenantId, UserActor } from '../../platform/actor.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

const lastAdmin = { code: 'conflict', detail: expect.stringContaining('last administrator') }

test('a user changes the own name, language and time zone, and takes choices back', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const ann = await house.addUser('ann')
  const change = { displayName: ' Ann Lee ', language: 'de-ch', timeZone: 'europe/zurich' }
  const changed = await accounts.changeUser(ann, 'ANN', change)
  expect(changed).toMatchObject({ displayName: 'Ann Lee', language: 'de-CH', timeZone: 'Europe/Zurich' })
  expect(await accounts.readUser(ann, 'ann')).toEqual(changed)
  const reset = await accounts.changeUser(ann, 'ann', { language: null })
  expect(reset).toEqual({ ...changed, language: undefined })
  expect((await house.audited()).filter((action) => action === 'user.changed')).toHaveLength(2)
})

test('everything that is wrong with a change is said at once, and nothing is changed', async () => {
  await using house = await openTestAccounts()
  const wrong = { displayName: '', language: 'de_DE', timeZone: '+01:00', email: 'nowhere', admin: true }
  await house.addUser('ann')
  await expect(house.accounts.changeUser(house.operator, 'ann', wrong)).rejects.toMatchObject({
    code: 'validation-failed',
    errors: ['displayName', 'language', 'timeZone', 'email'].map((name) => ({ name })),
  })
  expect(await house.accounts.hasAdmin(house.tenant.id)).toBe(false)
})

test('nobody but an administrator changes others, makes administrators or says that an address is verified', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const ann = await house.addUser('ann')
  await house.addUser('bob')
  for (const [name, change] of [
    ['bob', { displayName: 'Robert' }],
    ['nobody', { displayName: 'Robert' }],
    ['ann', { admin: true }],
    ['ann', { admin: false }],
    ['ann', { email: 'ann@mail.example' }],
  ] as const) {
    await expect(accounts.changeUser(ann, name, change)).rejects.toMatchObject({ code: 'forbidden' })
  }
  for (const attempt of [
    () => accounts.readUser(ann, 'bob'),
    () => accounts.readUser(ann, 'nobody'),
    () => accounts.disableUser(ann, 'bob'),
    () => accounts.enableUser(ann, 'bob'),
    () => accounts.deleteUser(ann, 'ann', {}),
  ]) {
    await expect(attempt(), attempt.toString()).rejects.toMatchObject({ code: 'forbidden' })
  }
  for (const attempt of [
    () => accounts.readUser(house.operator, 'nobody'),
    () => accounts.changeUser(house.operator, 'nobody', {}),
    () => accounts.disableUser(house.operator, 'nobody'),
    () => accounts.deleteUser(house.operator, 'nobody', {}),
  ]) {
    await expect(attempt(), attempt.toString()).rejects.toMatchObject({ code: 'user-not-found' })
  }
})

test('an administrator replaces the address of a user, which counts as verified', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const ann = await house.addUser('ann')
  await accounts.createUser(operator, {
    username: 'bob',
    password: 'correct horse',
    email: 'bob@mail.example',
    language: 'fr',
    timeZone: 'UTC',
  })
  await accounts.addEmail(ann, 'ann@mail.example')
  for (const email of ['wrong@mail.example', 'ann@mail.example']) {
    expect(await accounts.changeUser(operator, 'ann', { email })).toMatchObject({ email })
  }
  expect(await accounts.listEmails(ann)).toMatchObject([
    { address: 'ann@mail.example', primary: true, verified: true },
  ])
  const taken = { email: 'BOB@mail.example' }
  await expect(accounts.changeUser(operator, 'ann', taken)).rejects.toMatchObject({ code: 'conflict' })
  const another = { username: 'eve', password: 'correct horse', ...taken }
  await expect(accounts.createUser(operator, another)).rejects.toMatchObject({ code: 'conflict' })
  expect((await accounts.changeUser(operator, 'ann', { email: null })).email).toBeUndefined()
})

test('pages follow each other without a gap, and a search looks in both names and the primary address', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  for (const name of ['ann', 'Bob', 'carl', 'Zoë']) await house.addUser(name)
  await accounts.changeUser(operator, 'bob', { displayName: '100% Straße_', email: 'weir@mail.example' })
  const pages = [await accounts.listUsers(operator, { limit: 3 })]
  pages.push(await accounts.listUsers(operator, { limit: 3, after: pages[0]?.next ?? '' }))
  expect(pages.flatMap(({ items }) => items.map(({ username }) => username))).toEqual([
    'ann',
    'Bob',
    'carl',
    'Zoë',
  ])
  expect(pages.map(({ next }) => next)).toEqual(['carl', undefined])
  for (const [search, found] of [
    ['ZOË', ['Zoë']],
    ['STRASSE', ['Bob']],
    ['weir@MAIL', ['Bob']],
    ['0%', ['Bob']],
    ['e_', ['Bob']],
    ['_', ['Bob']],
    ['%', ['Bob']],
    ['!', []],
    ["'", []],
    ['n', ['ann']],
    ['nobody', []],
  ] as const) {
    const { items } = await accounts.listUsers(operator, { limit: 10, search })
    expect(
      items.map(({ username }) => username),
      search,
    ).toEqual(found)
  }
})

test('an account that is disabled opens by nothing, at once; opened again, its devices work and its browsers do not', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  const ann = await house.addUser('ann')
  const appPassword = await accounts.createAppPassword(ann, { name: 'phone' })
  const { token } = await accounts.createToken(ann, { name: 'backup' })
  const order = { username: 'ann', password: 'correct horse', address: '' }
  const session = await accounts.startSession(tenant.id, order)
  const opened = async () => [
    (await accounts.authenticatePassword(tenant.id, order)) !== undefined,
    (await accounts.authenticatePassword(tenant.id, { ...order, password: appPassword.password })) !==
      undefined,
    (await accounts.authenticateToken(tenant.id, token)) !== undefined,
    (await accounts.authenticateSession(tenant.id, session.ok ? session.secret : '')) !== undefined,
  ]
  expect(await opened()).toEqual([true, true, true, true])
  for (let again = 0; again < 2; again += 1) {
    expect(await accounts.disableUser(operator, 'ann')).toMatchObject({ disabled: true })
  }
  expect(await opened()).toEqual([false, false, false, false])
  for (let again = 0; again < 2; again += 1) {
    expect(await accounts.enableUser(operator, 'ann')).toMatchObject({ disabled: false })
  }
  expect(await opened()).toEqual([true, true, true, false])
  const audited = await house.audited()
  expect(audited.filter((action) => action.endsWith('abled'))).toEqual(['user.disabled', 'user.enabled'])
})

test('who is deleted is gone with everything that was theirs here, and others hear of it while it can be read', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  const ann = await house.addUser('ann')
  const bob = await house.addUser('bob')
  const heard: unknown[] = []
  house.events.subscribe('user.deleted', async (tx, event) => {
    const row = await tx
      .selectFrom('users')
      .select('username')
      .where('id', '=', event.userId)
      .executeTakeFirst()
    heard.push({ ...event, row })
  })
  await accounts.createAppPassword(ann, { name: 'phone' })
  const { token } = await accounts.createToken(ann, { name: 'backup' })
  await accounts.startSession(tenant.id, { username: 'ann', password: 'correct horse', address: '' })
  await accounts.addEmail(ann, 'ann@mail.example')
  await accounts.createGroup(operator, { name: 'choir' })
  await accounts.addMember(operator, 'choir', 'ann')
  await accounts.setRights(operator, { kind: 'user', name: 'ann' }, { reshare: false })

  await accounts.changeUser(ann, 'ann', { displayName: 'Ann Lee' })
  await accounts.deleteUser(operator, 'ANN', { handOverTo: 'Bob' })
  expect(heard).toEqual([
    {
      tenant: tenant.id,
      userId: ann.userId,
      name: 'Ann Lee',
      handOverTo: bob.userId,
      row: { username: 'ann' },
    },
  ])
  expect(await accounts.findUser(tenant.id, 'ann')).toBeUndefined()
  expect(await house.signIn('ann')).toBeUndefined()
  expect(await accounts.authenticateToken(tenant.id, token)).toBeUndefined()
  expect(await accounts.listMembers(operator, 'choir', { limit: 10 })).toEqual({ items: [] })
  await expect(accounts.deleteUser(operator, 'ann', {})).rejects.toMatchObject({ code: 'user-not-found' })
  expect((await house.audited()).filter((action) => action === 'user.deleted')).toHaveLength(1)

  await house.addUser('carl')
  await accounts.deleteUser(operator, 'carl', {})
  expect(heard[1]).not.toHaveProperty('handOverTo')
})

test('nobody gets the name of somebody who was deleted, in no case and no form, but in another tenant', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const zoe = await house.addUser('Zo\u00eb')
  await accounts.deleteUser(operator, 'zo\u00eb', {})
  for (const username of ['Zo\u00eb', 'ZOE\u0308', 'zo\u00eb']) {
    const again = accounts.createUser(operator, { username, password: 'correct horse' })
    await expect(again).rejects.toMatchObject({ code: 'user-name-used' })
  }
  expect(await accounts.userById(operator.tenant, zoe.userId)).toBeUndefined()
  await house.addUser('zoe')
  await house.database.write((tx) =>
    tx
      .insertInto('tenants')
      .values({ id: 9, host: 'other.example', public_url: 'https://other.example', created_at: 0 })
      .execute(),
  )
  const elsewhere = { kind: 'operator', tenant: 9 as TenantId } as const
  await accounts.createUser(elsewhere, { username: 'Zo\u00eb', password: 'correct horse' })
})

test('a name that is deleted and asked for at the same moment has had one user', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  await house.addUser('ann')
  const outcomes = await Promise.allSettled([
    accounts.deleteUser(operator, 'ann', {}),
    ...Array.from({ length: 4 }, () =>
      accounts.createUser(operator, { username: 'ann', password: 'correct horse' }),
    ),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', ...Array(4).fill('rejected')])
  expect(await accounts.findUser(operator.tenant, 'ann')).toBeUndefined()
})

test('an heir must be another user who can sign in; a room that cannot hand over keeps the user', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  for (const name of ['ann', 'bob', 'eve']) await house.addUser(name)
  await accounts.disableUser(operator, 'eve')
  for (const handOverTo of ['ann', 'eve', 'nobody', '']) {
    await expect(accounts.deleteUser(operator, 'ann', { handOverTo })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ name: 'handOverTo' }],
    })
  }
  house.events.subscribe('user.deleted', () => Promise.reject(new Error('no room at Bob’s')))
  await expect(accounts.deleteUser(operator, 'ann', { handOverTo: 'bob' })).rejects.toThrow('no room')
  expect(await accounts.findUser(tenant.id, 'ann')).toBeDefined()
  expect(await house.signIn('ann')).toBeDefined()
})

test('the last administrator who can sign in is neither deleted, disabled nor demoted, by anybody', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  const zoe = await house.addUser('zoe', { admin: true })
  await house.addUser('max', { admin: true })
  await accounts.disableUser(operator, 'max')
  const attempts = (actor: UserActor | typeof operator) => [
    () => accounts.deleteUser(actor, 'zoe', {}),
    () => accounts.disableUser(actor, 'zoe'),
    () => accounts.changeUser(actor, 'zoe', { admin: false }),
  ]
  for (const attempt of [...attempts(operator), ...attempts(zoe)]) {
    await expect(attempt(), attempt.toString()).rejects.toMatchObject(lastAdmin)
  }
  // One who is disabled already may go.
  await accounts.changeUser(operator, 'max', { admin: false })
  expect(await accounts.hasAdmin(tenant.id)).toBe(true)

  await house.addUser('ann')
  expect(await accounts.changeUser(zoe, 'ann', { admin: true })).toMatchObject({ admin: true })
  await accounts.deleteUser(zoe, 'zoe', {})
  expect(await accounts.hasAdmin(tenant.id)).toBe(true)
})

test.each(['delete', 'disable', 'demote'] as const)(
  'two administrators who %s each other at the same moment leave one',
  async (what) => {
    await using house = await openTestAccounts()
    const { accounts, tenant } = house
    const zoe = await house.addUser('zoe', { admin: true })
    const max = await house.addUser('max', { admin: true })
    const remove = {
      delete: (actor: UserActor, name: string) => accounts.deleteUser(actor, name, {}),
      disable: (actor: UserActor, name: string) => accounts.disableUser(actor, name),
      demote: (actor: UserActor, name: string) => accounts.changeUser(actor, name, { admin: false }),
    }[what]
    const outcomes = await Promise.allSettled([remove(zoe, 'max'), remove(max, 'zoe')])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: lastAdmin })
    expect(await accounts.hasAdmin(tenant.id)).toBe(true)
  },
)
