import { expect, test } from 'vitest'
import { openTestShares } from '../testing/test-shares.ts'

async function openHouse() {
  const house = await openTestShares()
  const operator = { kind: 'operator', tenant: house.tenant.id } as const
  await house.addUser('bob')
  await house.accounts.changeUser(operator, 'bob', { displayName: 'Robert', email: 'robert@mail.example' })
  await house.accounts.createGroup(operator, { name: 'staff', displayName: 'The staff' })
  return { ...house, operator, look: (text: string) => house.shares.lookUpRecipient(house.ann, text) }
}

test('a name is somebody of this cloud, also with its host, in any case', async () => {
  await using house = await openHouse()
  const bob = { kind: 'user', shareWith: 'bob', displayName: 'Robert', exists: true }
  for (const text of ['bob', 'BOB', ' bob ', 'bob@cloud.example', 'bob@https://cloud.example/']) {
    expect(await house.look(text)).toEqual(bob)
  }
  expect(await house.look('staff')).toEqual({
    kind: 'group',
    shareWith: 'staff',
    displayName: 'The staff',
    exists: true,
  })
  expect(house.internet.requests).toEqual([])
})

test('nobody is told apart from who is locked out, and a part of a name is nobody', async () => {
  await using house = await openHouse()
  const nobody = { kind: 'unknown', exists: false }
  for (const text of ['nobody', 'bo', 'Robert', 'nobody@cloud.example', '@', 'a@b c']) {
    expect(await house.look(text)).toMatchObject({ ...nobody, displayName: expect.any(String) })
  }
  await house.accounts.disableUser(house.operator, 'bob')
  expect(await house.look('bob')).toEqual({ ...nobody, shareWith: 'bob', displayName: 'bob' })
  expect(await house.look('nobody')).toEqual({ ...nobody, shareWith: 'nobody', displayName: 'nobody' })
})

test('an address at a cloud is somebody there, of whom it does not tell whether they exist', async () => {
  await using house = await openHouse()
  const found = await house.look('Eve@Peer.Example')
  expect(found).toMatchObject({
    kind: 'federated',
    shareWith: 'Eve@peer.example',
    displayName: 'Eve',
    server: { host: 'peer.example', name: 'Peer', reachable: true, secure: true, known: false },
  })
  expect(found.exists).toBeUndefined()
})

test('an address where no cloud is, is an e-mail address', async () => {
  await using house = await openHouse()
  house.internet.answer('GET https://mail.example/*', { status: 404 })
  expect(await house.look('eve@mail.example')).toMatchObject({
    kind: 'email',
    shareWith: 'eve@mail.example',
    server: { reachable: false, fault: { slug: 'discovery-missing' } },
  })
  house.internet.answer('GET https://mail.example:8443/*', { status: 404 })
  expect(await house.look('eve@mail.example:8443')).toMatchObject({ kind: 'unknown', exists: false })
})

test('the verified e-mail address of somebody here is that person', async () => {
  await using house = await openHouse()
  house.internet.answer('GET https://mail.example/*', { status: 404 })
  expect(await house.look('Robert@mail.example')).toMatchObject({ kind: 'user', shareWith: 'bob' })
})

test('a server that does not answer well enough may still be a cloud', async () => {
  await using house = await openHouse()
  house.internet.answer('GET https://down.example/*', { status: 503 })
  expect(await house.look('eve@down.example')).toMatchObject({
    kind: 'federated',
    server: { reachable: false, fault: { slug: 'discovery-unavailable' } },
  })
})

test('who may not share with other clouds has none asked', async () => {
  await using house = await openHouse()
  await house.accounts.setRights(house.operator, { kind: 'everyone' }, { 'share-outward': false })
  await expect(house.look('eve@peer.example')).rejects.toMatchObject({ code: 'forbidden' })
  expect(house.internet.requests).toEqual([])
  expect(await house.look('bob')).toMatchObject({ kind: 'user' })
})
