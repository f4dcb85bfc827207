import { expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import type { DirectoryScope } from './look-around.ts'

/** Ann, who asks, Bob and Carol in `staff`, Dave who is locked out, and Eve, who claims an address of Bob's. */
async function openHouse() {
  const house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  const ann = await house.addUser('ann')
  for (const name of ['bob', 'carol', 'dave', 'eve']) await house.addUser(name)
  await accounts.changeUser(operator, 'bob', { displayName: 'Robert Berg', email: 'berg@mail.example' })
  await accounts.changeUser(operator, 'carol', { displayName: 'Ärzte Carol' })
  await accounts.disableUser(operator, 'dave')
  await accounts.addEmail(await accounts.actorFor(tenant.id, 'eve'), 'claimed@mail.example')
  for (const name of ['staff', 'board'])
    await accounts.createGroup(operator, { name, displayName: `The ${name}` })
  for (const name of ['ann', 'bob']) await accounts.addMember(operator, 'staff', name)
  await accounts.addMember(operator, 'board', 'carol')
  const look = async (text: string, scope: DirectoryScope = 'all', limit = 10) => {
    const found = await accounts.lookAround({ tenant: tenant.id, asker: ann.userId, text, scope, limit })
    return [
      ...found.users.map(({ username }) => username),
      ...found.groups.map(({ name }) => `group ${name}`),
    ]
  }
  return { ...house, ann, look }
}

test('people are found by how their user name, display name or e-mail address begins, in any case', async () => {
  await using house = await openHouse()
  for (const text of ['b', 'BO', 'robert', 'Robert B', 'berg@', 'BERG@MAIL.example', ' bob ']) {
    expect([text, await house.look(text)]).toEqual([text, expect.arrayContaining(['bob'])])
  }
  expect(await house.look('ärzte')).toEqual(['carol'])
  expect(await house.look('A\u0308rz')).toEqual(['carol'])
  expect(await house.look('erg')).toEqual([])
  expect(await house.look('%')).toEqual([])
})

test('nobody finds themself, who is locked out, or who only claims an address', async () => {
  await using house = await openHouse()
  for (const text of ['ann', 'dave', 'claimed@mail.example', 'claimed']) {
    expect([text, await house.look(text)]).toEqual([text, []])
  }
})

test('groups are found by their name and display name', async () => {
  await using house = await openHouse()
  expect(await house.look('boa')).toEqual(['group board'])
  expect(await house.look('the')).toEqual(['group board', 'group staff'])
})

test('where the directory is open to groups alone, only those of the own groups are found by a beginning', async () => {
  await using house = await openHouse()
  expect(await house.look('b', 'groups')).toEqual(['bob'])
  expect(await house.look('c', 'groups')).toEqual([])
  expect(await house.look('the', 'groups')).toEqual(['group staff'])
  expect(await house.look('carol', 'groups')).toEqual(['carol'])
})

test('where it is closed, a whole user name, e-mail address or name of a group is needed', async () => {
  await using house = await openHouse()
  for (const text of ['bo', 'Robert Berg', 'berg@mail', 'staf', 'The staff']) {
    expect([text, await house.look(text, 'exact')]).toEqual([text, []])
  }
  for (const text of ['BOB', 'Berg@Mail.Example']) {
    expect([text, await house.look(text, 'exact')]).toEqual([text, ['bob']])
  }
  expect(await house.look('board', 'exact')).toEqual(['group board'])
})

test('whose name it is comes first, however many others begin so', async () => {
  await using house = await openHouse()
  for (const name of ['bo', 'boa', 'boat']) await house.addUser(name)
  expect(await house.look('bob', 'all', 1)).toEqual(['bob'])
  expect(await house.look('bo', 'all', 2)).toEqual(['bo', 'boa', 'group board'])
})

test('people of another cloud of the installation are not found', async () => {
  await using house = await openHouse()
  const other = await house.accounts.addTenant(house.operator, 'https://other.example')
  await house.accounts.createUser(
    { kind: 'operator', tenant: other.id },
    { username: 'bobby', password: 'correct horse' },
  )
  expect(await house.look('bob')).toEqual(['bob'])
})
