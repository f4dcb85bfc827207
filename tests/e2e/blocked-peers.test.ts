import { type TwoClouds, twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Ann’s `Trip` is mounted at Bob’s, Bob’s `Home` at Ann’s, and `Plans` waits for Bob’s answer. */
async function openWorld() {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds())
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'to the sea')
  await world.shareAndAccept('Trip')
  await bob.files.mkcol('Home')
  await bob.files.put('Home/key.txt', 'under the mat')
  await bob.share('Home', ann.address)
  await world.settle()
  await ann.accept((await ann.inbox())[0]?.id ?? '')
  await ann.files.mkcol('Plans')
  await ann.share('Plans', bob.address)
  await world.settle()
  const owned = resources.move()
  return { ...world, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const operatorOf = ({ tenant }: TwoClouds['b']) => ({ kind: 'operator', tenant: tenant.id }) as const
const stateAt = async (who: TwoClouds['bob'], name: string) =>
  (await who.inbox()).find((item) => item.name === name)?.state

describe('a server that is blocked', () => {
  it('is shut out in both directions, loses nothing, and is as before when the block is taken back', async () => {
    await using world = await openWorld()
    const { a, b, ann, bob } = world
    expect((await ann.files.get('Shared/Home/key.txt')).text).toBe('under the mat')
    const { federation } = b.application
    await federation.setPeerRule(operatorOf(b), 'a.test' as never, { rule: 'block' })
    await world.settle()

    // What waited is answered, what was accepted keeps its place and asks nobody.
    expect(await stateAt(bob, 'Plans')).toBe('declined')
    expect((await bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Trip'])
    const asked = b.sent({ host: 'a.test' }).length
    expect((await bob.files.propfind('Shared/Trip')).status).toBe(503)
    expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(503)
    const browsed = await bob.api('GET', '/files?path=/Shared/Trip')
    expect([browsed.status, browsed.json()]).toMatchObject([422, { code: 'peer-blocked' }])
    expect(b.sent({ host: 'a.test' })).toHaveLength(asked)

    // Nothing new in either direction, and what is shared with it opens nothing.
    await ann.files.mkcol('More')
    const refused = await ann.share('More', bob.address)
    expect(refused).toMatchObject({ state: 'refused', stateReason: 'forbidden' })
    const answer = await bob.api('POST', '/shares', {
      path: '/Home',
      shareWith: 'zoe@a.test',
      permissions: ['read'],
    })
    expect([answer.status, answer.json()]).toMatchObject([422, { code: 'peer-blocked' }])
    await world.clock.advance(600_000)
    expect((await ann.files.get('Shared/Home/key.txt')).status).not.toBe(200)
    expect((await ann.files.list('Shared')).map(({ name }) => name)).toEqual(['Home'])
    expect(a.logged('http.fault')).toEqual([])

    await federation.clearPeerRule(operatorOf(b), 'a.test' as never)
    await world.clock.advance(600_000)
    expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('to the sea')
    expect((await ann.files.get('Shared/Home/key.txt')).text).toBe('under the mat')
  })
})

describe('a sender who is blocked by one user', () => {
  it('is told 403, and everybody else there and here shares as before', async () => {
    await using world = await openWorld()
    const { a, b, ann, bob } = world
    const carol = await a.person('carol')
    const dan = await b.person('dan')
    expect((await bob.api('PUT', `/me/blocked-senders/${encodeURIComponent(ann.address)}`)).status).toBe(204)
    await world.settle()
    expect(await stateAt(bob, 'Plans')).toBe('declined')
    expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('to the sea')

    await ann.files.mkcol('More')
    expect(await ann.share('More', bob.address)).toMatchObject({ state: 'refused', stateReason: 'forbidden' })
    expect(await ann.share('More', dan.address)).toMatchObject({ state: 'announced' })
    await carol.files.mkcol('Carols')
    expect(await carol.share('Carols', bob.address)).toMatchObject({ state: 'announced' })
  })
})

describe('a cloud that takes shares of listed servers alone', () => {
  it('refuses strangers with a reason, and takes from whom an administrator has allowed', async () => {
    await using world = await openWorld()
    const { b, ann, bob } = world
    const { settings, federation } = b.application
    await settings.change(operatorOf(b), { 'federation.policy': 'listed' })
    await ann.files.mkcol('More')
    expect(await ann.share('More', bob.address)).toMatchObject({ state: 'refused', stateReason: 'forbidden' })
    expect(b.logged('ocm.share-refused')).toMatchObject([{ peer: 'a.test', reason: 'not-listed' }])
    await federation.setPeerRule(operatorOf(b), 'a.test' as never, { rule: 'allow' })
    expect(await ann.share('More', bob.address)).toMatchObject({ state: 'announced' })
    expect((await bob.inbox())[0]).toMatchObject({ name: 'More', trust: { why: 'allowed-peer' } })
  })
})
