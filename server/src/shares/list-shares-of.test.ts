import { expect, test } from 'vitest'
import { planOf } from '../platform/database/testing/plan-of.ts'
import type { Share } from './share.ts'
import { sharesOfNode } from './share-repository.ts'
import { openTestShares } from './testing/test-shares.ts'

type House = Awaited<ReturnType<typeof openTestShares>>

const trip = { path: ['Trip'] }

const shown = async ({ shares, ann }: House, thing: Parameters<typeof shares.listSharesOf>[1] = trip) =>
  shares.listSharesOf(ann, thing, { limit: 10 })

const describe = async ({ shares, ann }: House, share: Share) =>
  (await shares.describeShares(ann, [share])).get(share.id)

test('the shares of one thing are listed by its place or its id, newest first, links included', async () => {
  await using house = await openTestShares()
  await house.addUser('bob')
  const first = await house.share({ shareWith: 'bob' })
  const second = await house.shares.createLink(house.ann, { path: ['Trip'], access: 'view' })
  await house.share({ path: ['Trip', 'plan.txt'], shareWith: 'bob' })
  const ids = [second.id, first.id]
  expect((await shown(house)).map(({ id }) => id)).toEqual(ids)
  expect((await shown(house, first.nodeId)).map(({ id }) => id)).toEqual(ids)
  const page = await house.shares.listSharesOf(house.ann, trip, { limit: 1, before: second.id })
  expect(page.map(({ id }) => id)).toEqual([first.id])
})

test('what is nowhere has no shares, and what is somebody else’s shows none', async () => {
  await using house = await openTestShares()
  const bob = await house.addUser('bob')
  const share = await house.share()
  await expect(shown(house, { path: ['Nothing'] })).rejects.toMatchObject({ code: 'node-not-found' })
  expect(await house.shares.listSharesOf(bob, share.nodeId, { limit: 10 })).toEqual([])
  expect(await shown(house, 999)).toEqual([])
})

test('what came to nothing is shown until there is a newer share with the same person', async () => {
  await using house = await openTestShares()
  house.peerAnswers('/ocm/shares', { status: 403 })
  const refused = await house.share()
  expect(await shown(house)).toMatchObject([{ id: refused.id, state: 'refused' }])
  house.peerAnswers('/ocm/shares', { status: 201 })
  const newer = await house.share()
  expect((await shown(house)).map(({ id }) => id)).toEqual([newer.id])
})

test('what was taken back or has expired is not shown', async () => {
  await using house = await openTestShares()
  const revoked = await house.share()
  await house.shares.revokeShare(house.ann, revoked.id)
  await house.share({ shareWith: 'eve@peer.example', expiresAt: house.clock.now() + 60_000 })
  await house.clock.advance(60_000)
  await house.shares.expireShares()
  expect(await shown(house)).toEqual([])
})

test('what came to nothing is put away by removing it, with a line in the audit trail', async () => {
  await using house = await openTestShares()
  house.peerAnswers('/ocm/shares', { status: 403 })
  const { id } = await house.share()
  await house.shares.revokeShare(house.ann, id)
  expect(await shown(house)).toEqual([])
  expect((await house.audited()).map(({ action }) => action)).toEqual([
    'share.created',
    'share.refused',
    'share.put-away',
  ])
})

test('an index leads to the shares of a node', async () => {
  await using house = await openTestShares()
  const query = { tenant: house.tenant.id, user: house.ann.userId, nodeId: 7, limit: 10 }
  const plan = await planOf(house.database, sharesOfNode(house.database.read, query).compile())
  expect(plan).not.toMatch(/SCAN/)
  // The planner of PostgreSQL takes no index as long as a table is small.
  if (house.database.others === undefined) expect(plan).toMatch('SEARCH s USING INDEX shares_by_node')
})

test('a share is described with its place, who shared it, and what its recipient is called', async () => {
  await using house = await openTestShares()
  const operator = { kind: 'operator', tenant: house.tenant.id } as const
  await house.addUser('bob')
  await house.accounts.changeUser(operator, 'bob', { displayName: 'Robert' })
  await house.accounts.createGroup(operator, { name: 'staff', displayName: 'The staff' })
  const ann = { username: 'ann', displayName: 'ann' }
  const common = { place: { path: ['Trip'] }, owner: ann, initiator: ann }
  const bob = await house.share({ shareWith: 'bob' })
  expect(await describe(house, bob)).toEqual({ ...common, recipientName: 'Robert' })
  const staff = await house.share({ shareWith: 'staff', recipientKind: 'group' })
  expect(await describe(house, staff)).toEqual({ ...common, recipientName: 'The staff' })
  const eve = await house.share({ shareWith: 'eve@peer.example' })
  expect(await describe(house, eve)).toEqual(common)
  house.suggestions.contacts = [
    { address: { identifier: 'eve', host: 'peer.example' } as never, displayName: 'Eve Adams' },
  ]
  expect(await describe(house, eve)).toEqual({ ...common, recipientName: 'Eve Adams' })
})

test('a share of what a team has says in which space it is, and nothing to who has left the team', async () => {
  await using house = await openTestShares()
  const { files, ann } = house
  const bob = await house.addUser('bob')
  const space = await files.createSpace(bob, { name: 'Team' })
  await files.putSpaceMember(bob, space.id, { kind: 'user', id: ann.userId, role: 'editor' })
  await files.spaceTree(ann, space.id).makeFolder(['Plans'], { preconditions: {} })
  const share = await house.share({ path: ['Plans'], spaceId: space.id, shareWith: 'eve@peer.example' })
  const place = { path: ['Plans'], spaceId: space.id }
  expect(await describe(house, share)).toMatchObject({ place })
  expect((await shown(house, place)).map(({ id }) => id)).toEqual([share.id])
  await files.removeSpaceMember(bob, space.id, { kind: 'user', id: ann.userId })
  expect((await describe(house, share))?.place).toBeUndefined()
  await expect(shown(house, place)).rejects.toMatchObject({ reason: 'not-found' })
})
