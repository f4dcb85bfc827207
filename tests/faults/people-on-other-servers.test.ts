import { network, type Person } from '@isthmus/testkit'
import { expect, it } from 'vitest'

/** Ann and Zoe, who administers, are at `a.test`, Bob is at `b.test`. */
async function clouds() {
  const net = await network({ servers: ['a.test', 'b.test'] })
  const [a, b] = [net.server('a.test'), net.server('b.test')]
  const [ann, zoe, bob] = [await a.person('ann'), await a.person('zoe'), await b.person('bob')]
  await a.application.accounts.changeUser({ kind: 'operator', tenant: a.tenant.id }, 'zoe', { admin: true })
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  return { ...net, a, b, ann, zoe, bob }
}

const get = async (person: Person, path: string) => (await person.api('GET', path)).json()
const post = async (person: Person, path: string) => (await person.api('POST', path)).json()

it('Ann looks Bob’s cloud up, shares with him, and is offered him from then on; so is Bob Ann', async () => {
  await using world = await clouds()
  const { ann, bob } = world
  expect(await get(ann, '/recipients/lookup?address=bob@b.test')).toMatchObject({
    kind: 'federated',
    shareWith: 'bob@b.test',
    exists: null,
    server: { host: 'b.test', reachable: true, secure: true, signs: true, known: false, fault: null },
  })
  expect(await get(ann, '/recipients?search=bob')).toEqual({ recipients: [] })
  await ann.share('Trip', 'bob@b.test')
  await world.settle()
  const [item] = await bob.inbox()
  expect(item?.trust).toEqual({ level: 'signed', known: false, why: 'unknown-peer' })
  await bob.accept(item?.id ?? '')
  await world.settle()
  expect((await bob.inbox())[0]?.trust).toMatchObject({ level: 'signed', known: true })
  const offered = (who: string, host: string) => ({
    kind: 'federated',
    shareWith: `${who}@${host}`,
    displayName: who,
    detail: `${who}@${host}`,
    server: host,
  })
  expect(await get(ann, '/recipients?search=bob')).toEqual({ recipients: [offered('bob', 'b.test')] })
  expect(await get(bob, '/recipients?search=ann')).toEqual({ recipients: [offered('ann', 'a.test')] })
  expect(await get(ann, '/shares?path=/Trip')).toMatchObject({
    shares: [{ path: '/Trip', state: 'accepted', deliveries: null, initiator: { username: 'ann' } }],
  })
})

it('an address at no cloud is an e-mail address, and a silent server costs five seconds', async () => {
  await using world = await clouds()
  const { ann, clock } = world
  expect(await get(ann, '/recipients/lookup?address=bob@nowhere.test')).toMatchObject({ kind: 'email' })
  const link = world.link('a.test', 'b.test')
  await link.set('hang')
  const before = link.connections
  const looking = get(ann, '/recipients/lookup?address=bob@b.test')
  await expect.poll(() => link.connections).toBeGreaterThan(before)
  // Others do not wait for it.
  expect(await get(ann, '/recipients?search=zoe')).toMatchObject({ recipients: [{ shareWith: 'zoe' }] })
  await clock.advance(5_000)
  expect(await looking).toMatchObject({
    kind: 'federated',
    server: { reachable: false, fault: { slug: 'answer-too-slow' } },
  })
})

it('a message that does not get through is seen by Ann and by her administrator, and both can have it tried again', async () => {
  await using world = await clouds()
  const { ann, zoe } = world
  await get(ann, '/recipients/lookup?address=bob@b.test')
  await world.link('a.test', 'b.test').set('refuse')
  const share = await ann.share('Trip', 'bob@b.test')
  expect(share).toMatchObject({
    state: 'announcing',
    deliveries: { state: 'waiting', attempts: 1, lastError: 'connection-refused' },
  })
  expect(await get(zoe, '/deliveries')).toMatchObject({
    deliveries: [
      {
        kind: 'shares/announce-share',
        peer: 'b.test',
        subject: 'Trip',
        person: 'bob@b.test',
        state: 'waiting',
      },
    ],
  })
  expect(await get(zoe, '/peers')).toMatchObject({ peers: [{ host: 'b.test', lamp: 'yellow' }] })
  expect((await ann.api('GET', '/deliveries')).status).toBe(403)
  await world.link('a.test', 'b.test').set('pass')
  expect(await post(ann, `/shares/${share.id}/retry`)).toMatchObject({ id: share.id, state: 'announced' })
  expect(await get(zoe, '/deliveries')).toEqual({ deliveries: [] })
  expect(await get(zoe, '/peers')).toMatchObject({
    peers: [{ lamp: 'green', lampReason: 'works', fault: null }],
  })
})

it('Bob has the server of a share that was out of reach asked, and is in it again at once', async () => {
  await using world = await clouds()
  const { ann, bob, clock } = world
  await ann.share('Trip', 'bob@b.test')
  await world.settle()
  const [item] = await bob.inbox()
  await bob.accept(item?.id ?? '')
  await bob.files.list('Shared/Trip')
  await world.link('b.test', 'a.test').set('refuse')
  expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(503)
  expect((await bob.inbox())[0]?.staleSince).not.toBeNull()
  await world.link('b.test', 'a.test').set('pass')
  await clock.advance(2000)
  expect(await post(bob, `/inbox/${item?.id}/retry`)).toMatchObject({
    staleSince: null,
    path: '/Shared/Trip',
  })
  expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
})
