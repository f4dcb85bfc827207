import { expect, test } from 'vitest'
import { permissionsOfWords } from '../platform/permissions.ts'
import { idOfItem } from './inbox.ts'
import { openTestMounts } from './testing/test-mounts.ts'

/** A second share of Ann's server, and one of Carol, who is on this server, for whoever wants to be asked. */
async function openHouse() {
  const house = await openTestMounts()
  const carol = await house.addUser('carol')
  await house.mounts.changeInboxRules(house.bob, { local: 'ask' })
  await house.files.userTree(carol).makeFolder(['Plans'], { preconditions: {} })
  await house.shares.createShare(carol, {
    path: ['Plans'],
    shareWith: 'bob',
    permissions: permissionsOfWords(['read']),
  })
  await house.receive()
  await house.receive({ providerId: '8', name: 'Other' })
  return house
}

test('what waits is counted and listed by itself, wherever it comes from', async () => {
  await using house = await openHouse()
  const { mounts, bob } = house
  expect(await mounts.countPending(bob)).toBe(3)
  const [newest] = await mounts.listInbox(bob, { limit: 1 })
  await mounts.acceptShare(bob, newest === undefined ? 0 : idOfItem(newest))
  expect(await mounts.countPending(bob)).toBe(2)
  const names = async (state: 'pending' | 'accepted' | 'declined') =>
    (await mounts.listInbox(bob, { limit: 10, state })).map(({ share }) => share.name)
  expect(await names('pending')).toEqual(['Trip', 'Plans'])
  expect(await names('accepted')).toEqual(['Other'])
  expect(await names('declined')).toEqual([])
  expect(await mounts.countPending(await house.addUser('dan'))).toBe(0)
})

test('a server is known once somebody has dealt with it, also for what came before', async () => {
  await using house = await openHouse()
  const known = async () => (await house.inbox()).map((item) => item.known)
  expect(await known()).toEqual([false, false])
  const [item] = await house.inbox()
  await house.mounts.acceptShare(house.bob, item?.share.id ?? 0)
  expect(await known()).toEqual([true, true])
})

test('a server is known when an administrator allows it', async () => {
  await using house = await openHouse()
  await house.federation.setPeerRule(house.operator, house.document.endPoint as never, { rule: 'allow' })
  expect((await house.inbox()).map((item) => item.known)).toEqual([false, false])
  await house.federation.setPeerRule(house.operator, 'peer.example' as never, { rule: 'allow' })
  expect((await house.inbox()).map((item) => item.known)).toEqual([true, true])
})
