import { expect, test } from 'vitest'
import { openTestMounts } from './testing/test-mounts.ts'

test('who has chosen nothing gets what neighbours share at once, and is asked about the rest', async () => {
  await using room = await openTestMounts()
  expect(await room.mounts.readInboxRules(room.bob)).toEqual({ local: 'accept', federated: 'ask' })
  const changed = await room.mounts.changeInboxRules(room.bob, { federated: 'accept' })
  expect(changed).toEqual({ local: 'accept', federated: 'accept' })
  expect(await room.mounts.readInboxRules(room.bob)).toEqual(changed)
  const eve = await room.addUser('eve')
  expect(await room.mounts.readInboxRules(eve)).toEqual({ local: 'accept', federated: 'ask' })
})

test('by that rule a share of a known server is accepted, and its server told', async () => {
  await using room = await openTestMounts()
  await room.mounts.changeInboxRules(room.bob, { federated: 'accept' })
  await room.database.write((tx) =>
    room.federation.markKnown(tx, room.tenant.id, room.peer.host as never, 'share-sent'),
  )
  await room.receive()
  expect(await room.inbox()).toMatchObject([
    { share: { state: 'accepted' }, place: { path: ['Shared', 'Trip'] } },
  ])
  await room.jobs.runDue()
  expect(room.notified()).toEqual(['SHARE_ACCEPTED'])
  const { items } = await room.activity.listNotifications(room.bob, { limit: 9 })
  expect(items.map(({ kind }) => kind)).toEqual(['share-added'])
})

test.each([
  ['unknown', true],
  ['not proven to be who it says', false],
])('by no rule a share of a server that is %s is accepted', async (_, verified) => {
  await using room = await openTestMounts()
  await room.mounts.changeInboxRules(room.bob, { federated: 'accept' })
  if (!verified) {
    await room.database.write((tx) =>
      room.federation.markKnown(tx, room.tenant.id, room.peer.host as never, 'share-sent'),
    )
  }
  await room.receive({}, { ...room.peer, verified })
  expect(await room.inbox()).toMatchObject([{ share: { state: 'pending' } }])
})
