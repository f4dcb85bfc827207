import { expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

async function openHouse() {
  const house = await openTestAccounts()
  const heard: unknown[] = []
  house.events.subscribe('group.changed', async (_tx, { groupId: _id, tenant: _tenant, ...change }) => {
    heard.push(change)
  })
  return { ...house, heard, ann: await house.addUser('ann'), bob: await house.addUser('bob') }
}

test('a group has a name that stays and a name that people see, and is found whatever the case', async () => {
  await using house = await openHouse()
  const { accounts, operator, tenant } = house
  const created = await accounts.createGroup(operator, { name: 'Choir', displayName: ' The choir ' })
  expect(created).toEqual({
    id: expect.any(String),
    tenant: tenant.id,
    name: 'Choir',
    displayName: 'The choir',
    createdAt: house.clock.now(),
  })
  expect(await accounts.readGroup(operator, 'CHOIR')).toEqual(created)
  expect(await accounts.findGroup(tenant.id, 'choir')).toEqual(created)
  const changed = await accounts.changeGroup(operator, 'choir', { displayName: 'The big choir' })
  expect(await accounts.readGroup(operator, 'choir')).toEqual({ ...changed, displayName: 'The big choir' })
  expect((await accounts.createGroup(operator, { name: 'ann' })).displayName).toBe('ann')
  const actions = (await house.audited()).filter((action) => action.startsWith('group'))
  expect(actions).toEqual(['group.changed', 'group.created', 'group.created'])
})

test('names follow the rules of user names, and no two groups have the same', async () => {
  await using house = await openHouse()
  const { accounts, operator } = house
  await accounts.createGroup(operator, { name: 'choir' })
  await expect(accounts.createGroup(operator, { name: 'CHOIR' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    accounts.createGroup(operator, { name: 'the choir', displayName: 'a\nb' }),
  ).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ name: 'name' }, { name: 'displayName' }],
  })
  await expect(accounts.changeGroup(operator, 'choir', { displayName: ' ' })).rejects.toMatchObject({
    code: 'validation-failed',
  })
})

test('who joins and leaves is told to those who care, once', async () => {
  await using house = await openHouse()
  const { accounts, operator, ann, bob } = house
  await accounts.createGroup(operator, { name: 'choir' })
  await Promise.all([1, 2].map(() => accounts.addMember(operator, 'choir', 'ann')))
  await accounts.addMember(operator, 'choir', 'bob')
  expect(
    (await accounts.listMembers(operator, 'choir', { limit: 10 })).items.map((user) => user.username),
  ).toEqual(['ann', 'bob'])
  expect((await accounts.groupsOf(ann.tenant, ann.userId)).map(({ name }) => name)).toEqual(['choir'])

  await accounts.removeMember(operator, 'choir', 'ann')
  await expect(accounts.removeMember(operator, 'choir', 'ann')).rejects.toMatchObject({ code: 'not-found' })
  await accounts.deleteGroup(operator, 'choir')
  expect(house.heard).toEqual([
    { joined: [ann.userId], left: [], deleted: false },
    { joined: [bob.userId], left: [], deleted: false },
    { joined: [], left: [ann.userId], deleted: false },
    { joined: [], left: [bob.userId], deleted: true },
  ])
  expect(await accounts.groupsOf(bob.tenant, bob.userId)).toEqual([])
})

test('a group that is deleted is gone, with what was said about its rights', async () => {
  await using house = await openHouse()
  const { accounts, operator } = house
  await accounts.createGroup(operator, { name: 'choir' })
  await accounts.setRights(operator, { kind: 'group', name: 'choir' }, { reshare: false })
  await accounts.deleteGroup(operator, 'choir')
  for (const attempt of [
    () => accounts.deleteGroup(operator, 'choir'),
    () => accounts.readGroup(operator, 'choir'),
    () => accounts.changeGroup(operator, 'choir', { displayName: 'x' }),
    () => accounts.listMembers(operator, 'choir', { limit: 1 }),
    () => accounts.addMember(operator, 'choir', 'ann'),
    () => accounts.removeMember(operator, 'choir', 'ann'),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await house.database.read.selectFrom('rights').selectAll().execute()).toEqual([])
})

test('a user who cannot be told joins no group', async () => {
  await using house = await openHouse()
  const { accounts, operator, ann } = house
  await accounts.createGroup(operator, { name: 'choir' })
  await expect(accounts.addMember(operator, 'choir', 'nobody')).rejects.toMatchObject({
    code: 'user-not-found',
  })
  house.events.subscribe('group.changed', () => Promise.reject(new Error('no room')))
  await expect(accounts.addMember(operator, 'choir', 'ann')).rejects.toThrow('no room')
  expect(await accounts.groupsOf(ann.tenant, ann.userId)).toEqual([])
})

test('only administrators and the operator keep groups', async () => {
  await using house = await openHouse()
  const { accounts, ann, operator } = house
  const zoe = await house.addUser('zoe', { admin: true })
  await accounts.createGroup(zoe, { name: 'choir' })
  for (const attempt of [
    () => accounts.createGroup(ann, { name: 'x' }),
    () => accounts.listGroups(ann, { limit: 10 }),
    () => accounts.readGroup(ann, 'choir'),
    () => accounts.changeGroup(ann, 'choir', { displayName: 'x' }),
    () => accounts.deleteGroup(ann, 'choir'),
    () => accounts.listMembers(ann, 'choir', { limit: 10 }),
    () => accounts.addMember(ann, 'choir', 'ann'),
    () => accounts.removeMember(ann, 'choir', 'ann'),
  ]) {
    await expect(attempt(), attempt.toString()).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect((await accounts.listGroups(operator, { limit: 10 })).items).toHaveLength(1)
})

test('pages follow each other without a gap, and a search looks in both names', async () => {
  await using house = await openHouse()
  const { accounts, operator } = house
  for (const name of ['Alto', 'bass', 'Choir', 'soprano']) await accounts.createGroup(operator, { name })
  await accounts.changeGroup(operator, 'bass', { displayName: 'Tiefe Männer' })
  const first = await accounts.listGroups(operator, { limit: 3 })
  expect(first.items.map(({ name }) => name)).toEqual(['Alto', 'bass', 'Choir'])
  const second = await accounts.listGroups(operator, { limit: 3, ...(first.next && { after: first.next }) })
  expect(second).toMatchObject({ items: [{ name: 'soprano' }] })
  expect(second.next).toBeUndefined()
  for (const [search, found] of [
    ['O', ['Alto', 'Choir', 'soprano']],
    ['MÄNNER', ['bass']],
    ['%', []],
  ] as const) {
    const { items } = await accounts.listGroups(operator, { limit: 10, search })
    expect(
      items.map(({ name }) => name),
      search,
    ).toEqual(found)
  }
})
