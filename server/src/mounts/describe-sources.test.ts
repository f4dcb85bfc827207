import { expect, it } from 'vitest'
import type { UserActor } from '../platform/actor.ts'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { place as farPlace, mountedTrip } from './testing/mounted-trip.ts'
import { openNeighbours, place } from './testing/neighbours.ts'

it('what somebody here shares is from them, and of the folder that it is', async () => {
  await using test = await openNeighbours()
  await test.share(test.ann, 'carol')
  const mount = await test.files.resolve(test.carol, place)
  const folder = await test.files.resolve(test.ann, ['Trip'])
  const sources = await test.mounts.sourcesOf([mount?.id ?? 0, folder?.id ?? 0, 999])
  expect([...sources.values()]).toEqual([
    { nodeId: mount?.id, inboxItem: expect.any(Number), from: 'ann', sourceNodeId: folder?.id },
  ])
  expect((await test.mounts.sourcesOf([])).size).toBe(0)
})

it('what is on another server is from an address there, and stale since that is out of reach', async () => {
  await using test = await mountedTrip()
  const node = await test.files.resolve(test.bob, farPlace)
  const source = async () => (await test.mounts.sourcesOf([node?.id ?? 0])).get(node?.id ?? 0)
  await test.list()
  expect(await source()).toEqual({
    nodeId: node?.id,
    inboxItem: expect.any(Number),
    from: expect.stringMatching(/@peer\.example$/),
  })
  for (const depth of ['/', '']) test.peerServes('PROPFIND', depth, transportError('ECONNREFUSED'))
  await expect(test.list()).rejects.toMatchObject({ reason: 'unavailable' })
  expect(await source()).toMatchObject({ staleSince: test.clock.now() })
})

it('shares are counted that stand, of whoever owns or has made them', async () => {
  await using test = await openNeighbours()
  const bob = await test.accounts.actorFor(test.ann.tenant, 'bob')
  const folder = await test.files.resolve(test.ann, ['Trip'])
  const id = folder?.id ?? 0
  const counted = async (actor: UserActor) =>
    Object.fromEntries(await test.shares.countShares(actor, [id, 999]))
  expect(await counted(test.ann)).toEqual({})
  const share = await test.share(test.ann, 'carol', { words: ['read', 'share'] })
  await test.shares.createLink(test.ann, { path: ['Trip'], access: 'view' })
  const passedOn = await test.share(test.carol, 'bob', { path: place, words: ['read'] })
  await test.share(test.ann, 'staff', { recipientKind: 'group', expiresAt: test.clock.now() + 1_000 })
  expect(await counted(test.ann)).toEqual({ [id]: { shares: 4, links: 1 } })
  // Of what Carol passes on, one; of what was given to Bob, none.
  expect(await counted(test.carol)).toEqual({ [id]: { shares: 1, links: 0 } })
  expect(await counted(bob)).toEqual({})
  await test.clock.advance(1_000)
  await test.shares.revokeShare(test.ann, share.id)
  expect(await counted(test.ann)).toEqual({ [id]: { shares: 1, links: 1 } })
  const ever = await test.shares.sharesEverGiven(test.ann, id)
  expect([...ever.values()].toSorted()).toEqual(['', 'bob', 'carol', 'staff'])
  expect(Object.fromEntries(await test.shares.sharesEverGiven(test.carol, id))).toEqual({
    [passedOn.id]: 'bob',
  })
})
