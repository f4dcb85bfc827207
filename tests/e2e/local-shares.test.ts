import { network, type Person } from '@isthmus/testkit'
import { expect, it } from 'vitest'

/** Ann, Bob and Carol have accounts on one server; Bob and Carol are the group `staff`. */
async function house() {
  const net = await network({ servers: ['a.test'] })
  const a = net.server('a.test')
  const [ann, bob, carol] = [await a.person('ann'), await a.person('bob'), await a.person('carol')]
  const operator = { kind: 'operator', tenant: a.tenant.id } as const
  const { accounts } = a.application
  await accounts.createGroup(operator, { name: 'staff' })
  for (const name of ['bob', 'carol']) await accounts.addMember(operator, 'staff', name)
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  return { ...net, a, ann, bob, carol, operator, accounts }
}

const shareTrip = (by: Person, order: object) =>
  by.api('POST', '/shares', { path: '/Trip', permissions: ['read', 'write', 'share'], ...order })

it('a group has a folder of Ann’s at once, and works in it over WebDAV without any request to a server', async () => {
  await using world = await house()
  const { a, ann, bob, carol } = world
  const answer = await shareTrip(ann, { shareWith: 'staff', recipientKind: 'group' })
  expect(answer.status).toBe(201)
  expect(answer.json()).toMatchObject({ recipientKind: 'group', shareWith: 'staff', state: 'accepted' })
  expect((await bob.files.put('Shared/Trip/list.txt', 'tent')).status).toBe(201)
  expect((await carol.files.get('Shared/Trip/list.txt')).text).toBe('tent')
  const shown = await carol.api('GET', '/files?path=/Shared/Trip')
  expect(shown.json()).toMatchObject({ entries: [{ name: 'list.txt' }, { name: 'plan.txt' }] })
  const [item] = await carol.inbox()
  const listing = await carol.api('GET', `/inbox/${item?.id}/listing`)
  expect(listing.json()).toMatchObject({
    staleSince: null,
    entries: [{ name: 'list.txt' }, { name: 'plan.txt' }],
  })
  expect((await ann.files.list('Trip')).map(({ name }) => name).toSorted()).toEqual(['list.txt', 'plan.txt'])
  expect(a.sent()).toEqual([])
})

it('Carol, who may change what Ann shares, gives a file back what it held before, and does not delete that for good', async () => {
  await using world = await house()
  const { ann, bob, carol } = world
  await ann.files.put('Trip/plan.txt', 'by bus')
  await shareTrip(ann, { shareWith: 'carol' })
  const shown = (await carol.api('GET', '/files?path=/Shared/Trip')).json() as { entries: { id: string }[] }
  const at = `/files/${shown.entries[0]?.id}/versions`
  const { versions } = (await carol.api('GET', at)).json() as { versions: { id: string }[] }
  const version = `${at}/${versions[0]?.id}`
  expect((await carol.api('GET', version)).text).toBe('by train')
  expect((await carol.api('POST', `${version}/restore`)).status).toBe(204)
  expect((await ann.files.get('Trip/plan.txt')).text).toBe('by train')
  const kept = (await carol.api('GET', at)).json() as { versions: { id: string }[] }
  expect((await carol.api('DELETE', `${at}/${kept.versions[0]?.id}`)).status).toBe(403)
  expect((await bob.api('GET', at)).status).toBe(404)
})

it('the properties of her place tell Carol’s sync client whose it is and that it has changed', async () => {
  await using world = await house()
  const { ann, carol } = world
  await shareTrip(ann, { shareWith: 'carol' })
  const before = await carol.files.stat('')
  await ann.files.put('Trip/plan.txt', 'by bus')
  const after = await carol.files.stat('')
  expect(after.etag).not.toBe(before.etag)
  const own = await ann.files.stat('Trip/plan.txt')
  expect(await carol.files.stat('Shared/Trip/plan.txt')).toMatchObject({ etag: own.etag, size: own.size })
})

it('Carol shares on with Bob; when Ann takes the folder back it is gone for both', async () => {
  await using world = await house()
  const { ann, bob, carol } = world
  const parent = (await shareTrip(ann, { shareWith: 'carol@a.test' })).json() as { id: string }
  const passed = await shareTrip(carol, { path: '/Shared/Trip', shareWith: 'bob' })
  expect(passed.json()).toMatchObject({ parentId: parent.id, recipientKind: 'user', shareWith: 'bob' })
  expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
  expect(await ann.shares()).toHaveLength(2)
  await ann.revoke(parent.id)
  for (const person of [bob, carol]) {
    expect((await person.files.get('Shared/Trip/plan.txt')).status).toBe(404)
    expect(await person.files.list('Shared')).toEqual([])
  }
})

it('a share that expires leaves Carol’s files, and she is told', async () => {
  await using world = await house()
  const { clock, ann, carol } = world
  await shareTrip(ann, { shareWith: 'carol', expiresAt: new Date(clock.now() + 60_000).toISOString() })
  expect(await carol.files.list('Shared')).toHaveLength(1)
  await clock.advance(60_000)
  expect(await carol.files.list('Shared')).toEqual([])
  await clock.advance(60_000)
  const told = async () => {
    const { notifications } = (await carol.api('GET', '/notifications')).json() as {
      notifications: { kind: string }[]
    }
    return notifications.map(({ kind }) => kind)
  }
  await expect.poll(told).toEqual(['share-expired', 'share-added'])
})

it('what Bob shares with Ann is no part of the folder that she shares, though she has put it there', async () => {
  await using world = await house()
  const { ann, bob, carol } = world
  await shareTrip(ann, { shareWith: 'carol' })
  await bob.files.mkcol('Of Bob')
  await bob.api('POST', '/shares', { path: '/Of Bob', shareWith: 'ann' })
  await ann.files.move('Shared/Of Bob', 'Trip/Of Bob')
  expect((await carol.files.list('Shared/Trip')).map(({ name }) => name)).toEqual(['plan.txt'])
  expect((await carol.files.get('Shared/Trip/Of Bob/x')).status).toBe(404)
})
