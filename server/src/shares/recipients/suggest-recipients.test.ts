import { parseOcmAddress } from '@isthmus/ocm'
import { expect, test } from 'vitest'
import { openTestShares } from '../testing/test-shares.ts'
import type { Contact } from './suggestion.ts'

/** Ann's cloud with Bob, Carol Berg, Carl and the group `carpool`. */
async function openHouse() {
  const house = await openTestShares()
  const { accounts, tenant } = house
  const operator = { kind: 'operator', tenant: tenant.id } as const
  for (const name of ['bob', 'carol', 'carl']) await house.addUser(name)
  await accounts.changeUser(operator, 'carol', { displayName: 'Carol Berg' })
  await accounts.createGroup(operator, { name: 'carpool' })
  const suggest = async (search: string, limit = 10) =>
    (await house.shares.suggestRecipients(house.ann, { search, limit })).map(({ shareWith }) => shareWith)
  return { ...house, operator, suggest }
}

function contact(text: string, displayName?: string): Contact {
  const parsed = parseOcmAddress(text)
  if (!parsed.ok) throw new Error(text)
  return { address: parsed.address, ...(displayName !== undefined && { displayName }) }
}

test('people and groups of this cloud are suggested by their names', async () => {
  await using house = await openHouse()
  expect(await house.suggest('car')).toEqual(['carl', 'carol', 'carpool'])
  expect(await house.suggest('car', 2)).toEqual(['carl', 'carol'])
  expect(await house.suggest('ann')).toEqual([])
})

test('whose name it is comes first, then whom one has shared with, the last one first', async () => {
  await using house = await openHouse()
  await house.addUser('car')
  for (const shareWith of ['carol', 'carpool']) {
    const recipientKind = shareWith === 'carpool' ? 'group' : 'user'
    await house.share({ shareWith, recipientKind })
  }
  expect(await house.suggest('car')).toEqual(['car', 'carpool', 'carol', 'carl'])
})

test('people on other clouds are known from shares either way, by name, address or server', async () => {
  await using house = await openHouse()
  await house.share({ shareWith: 'bob@peer.example' })
  house.suggestions.contacts = [contact('eve@other.example', 'Eve Adams')]
  for (const text of ['bob@', 'peer.ex']) expect(await house.suggest(text)).toEqual(['bob@peer.example'])
  for (const text of ['eve', 'adams', 'EVE@other.example', 'other']) {
    expect(await house.suggest(text)).toEqual(['eve@other.example'])
  }
  expect(await house.suggest('bo')).toEqual(['bob@peer.example', 'bob'])
})

test('who has shared something is called as they said', async () => {
  await using house = await openHouse()
  await house.share({ shareWith: 'bob@peer.example' })
  house.suggestions.contacts = [contact('bob@peer.example', 'Bob Brown')]
  expect(await house.shares.suggestRecipients(house.ann, { search: 'brown', limit: 10 })).toEqual([
    { kind: 'federated', shareWith: 'bob@peer.example', displayName: 'Bob Brown', server: 'peer.example' },
  ])
})

test('who has written nothing yet is offered whom they shared with of late, and nobody else', async () => {
  await using house = await openHouse()
  expect(await house.suggest('')).toEqual([])
  for (const shareWith of ['bob@peer.example', 'carl']) await house.share({ shareWith })
  expect(await house.suggest(' ')).toEqual(['carl', 'bob@peer.example'])
})

test('an address at which nobody takes anything is not suggested again', async () => {
  await using house = await openHouse()
  house.peerAnswers('/ocm/shares', { status: 403 })
  expect(await house.share({ shareWith: 'bbo@peer.example' })).toMatchObject({ state: 'refused' })
  expect(await house.suggest('bbo')).toEqual([])
})

test('what a tenant hides is not suggested, but whom one has shared with is', async () => {
  await using house = await openHouse()
  house.suggestions.scope = 'exact'
  expect(await house.suggest('car')).toEqual([])
  expect(await house.suggest('carol')).toEqual(['carol'])
  await house.share({ shareWith: 'carl' })
  expect(await house.suggest('ca')).toEqual(['carl'])
})

test('the contacts of one user are none of another’s', async () => {
  await using house = await openHouse()
  await house.share({ shareWith: 'eve@peer.example' })
  const bob = await house.accounts.actorFor(house.tenant.id, 'bob')
  expect(await house.shares.suggestRecipients(bob, { search: 'eve', limit: 10 })).toEqual([])
})

test('who is locked out is not suggested, even to who has shared with them', async () => {
  await using house = await openHouse()
  await house.share({ shareWith: 'carl' })
  await house.accounts.disableUser(house.operator, 'carl')
  expect(await house.suggest('carl')).toEqual([])
})

test('who may not share with other clouds is not offered anybody there', async () => {
  await using house = await openHouse()
  await house.share({ shareWith: 'eve@peer.example' })
  await house.accounts.setRights(house.operator, { kind: 'everyone' }, { 'share-outward': false })
  expect(await house.suggest('eve')).toEqual([])
})
