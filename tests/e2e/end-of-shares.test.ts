import { twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Ann’s folders `Trip` and `Home`, each with a file; `Trip` is shared and accepted. */
async function tripAndHome() {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds())
  for (const folder of ['Trip', 'Home']) {
    await world.ann.files.mkcol(folder)
    await world.ann.files.put(`${folder}/plan.txt`, `plan of ${folder}`)
  }
  const shared = await world.shareAndAccept('Trip')
  const owned = resources.move()
  return { ...world, ...shared, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

describe('Bob', () => {
  it('declines a share: Ann sees it, and it opens nothing any more', async () => {
    await using world = await tripAndHome()
    const { ann, bob } = world
    const second = await ann.share('Home', bob.address)
    const [item] = await bob.inbox()
    expect(await bob.decline(item?.id ?? '')).toMatchObject({ name: 'Home', state: 'declined', path: null })
    await world.settle()
    expect(await ann.shareState(second.id)).toBe('declined')
    expect((await bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Trip'])
    const late = await bob.api('POST', `/inbox/${item?.id}/accept`)
    expect([late.status, late.json()]).toMatchObject([409, { code: 'inbox-item-answered' }])
  })

  it('is asked again when Ann shares again what he has declined', async () => {
    await using world = await tripAndHome()
    const { ann, bob } = world
    const first = await ann.share('Home', bob.address)
    const [item] = await bob.inbox()
    await bob.decline(item?.id ?? '')
    await world.settle()
    const second = await ann.share('Home', bob.address)
    expect(second.id).not.toBe(first.id)
    expect((await bob.inbox()).map(({ name, state }) => `${name} ${state}`)).toEqual([
      'Home pending',
      'Home declined',
      'Trip accepted',
    ])
  })

  it('leaves a share by deleting its place, also while Ann’s server is down; her files stay', async () => {
    await using world = await tripAndHome()
    const { ann, bob, share, item, clock } = world
    const link = world.link('b.test', 'a.test')
    await link.set('refuse')
    expect((await bob.files.delete('Shared/Trip')).status).toBe(204)
    await world.settle()
    expect(await bob.files.list('Shared')).toEqual([])
    expect((await bob.inbox()).find(({ id }) => id === item.id)?.state).toBe('declined')
    expect(await ann.shareState(share.id)).toBe('accepted')

    await link.set('pass')
    await clock.advance(60_000)
    await world.settle()
    expect(await ann.shareState(share.id)).toBe('declined')
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('plan of Trip')
  })

  it('leaves a share by deleting a folder that it is in', async () => {
    await using world = await tripAndHome()
    const { ann, bob, share } = world
    expect((await bob.files.delete('Shared')).status).toBe(204)
    await world.settle()
    expect(await ann.shareState(share.id)).toBe('declined')
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('plan of Trip')
  })

  it('renames and moves the place of a share, and it is still the same share', async () => {
    await using world = await tripAndHome()
    const { ann, bob, share, item } = world
    expect((await bob.files.move('Shared/Trip', 'Journey')).status).toBe(201)
    expect((await bob.files.get('Journey/plan.txt')).text).toBe('plan of Trip')
    expect((await bob.inbox()).find(({ id }) => id === item.id)?.path).toBe('/Journey')
    await world.settle()
    expect(await ann.shareState(share.id)).toBe('accepted')
    expect((await ann.files.list('')).map(({ name }) => name)).toEqual(['Home', 'Trip'])
  })
})

describe('a revoked share', () => {
  it('is gone from Bob’s files, and its ETags show it to sync clients', async () => {
    await using world = await tripAndHome()
    const { ann, bob, share, item } = world
    const before = (await bob.files.stat('')).etag
    await ann.revoke(share.id)
    await world.settle()
    expect(await bob.files.list('Shared')).toEqual([])
    expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(404)
    expect((await bob.files.stat('')).etag).not.toBe(before)
    expect((await bob.inbox()).find(({ id }) => id === item.id)?.state).toBe('removed')
    expect(await ann.shareState(share.id)).toBe('revoked')
  })

  it('opens nothing from that moment on, and is no empty folder while Bob’s server does not know', async () => {
    await using world = await tripAndHome()
    const { ann, bob, share, clock } = world
    await bob.files.list('Shared/Trip')
    await world.link('a.test', 'b.test').set('refuse')
    await ann.revoke(share.id)
    await world.settle()

    expect((await bob.files.propfind('Shared/Trip')).status).toBe(503)
    expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(404)
    expect((await bob.files.put('Shared/Trip/new.txt', 'x')).status).toBe(404)
    expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['plan.txt'])
    expect((await bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Trip'])

    await world.link('a.test', 'b.test').set('pass')
    await clock.advance(60_000)
    await world.settle()
    expect(await bob.files.list('Shared')).toEqual([])
  })

  it('is one whose folder Ann has deleted', async () => {
    await using world = await tripAndHome()
    const { ann, bob, share } = world
    await ann.files.delete('Trip')
    await world.settle()
    expect(await ann.shareState(share.id)).toBe('revoked')
    expect(await bob.files.list('Shared')).toEqual([])
  })

  it('before Bob has answered cannot be accepted any more', async () => {
    await using world = await tripAndHome()
    const { ann, bob } = world
    const second = await ann.share('Home', bob.address)
    await ann.revoke(second.id)
    await world.settle()
    const [item] = await bob.inbox()
    expect(item).toMatchObject({ name: 'Home', state: 'removed' })
    expect((await bob.api('POST', `/inbox/${item?.id}/accept`)).status).toBe(409)
  })

  it('that was never announced is not spoken of', async () => {
    await using world = await tripAndHome()
    const { ann, bob, a } = world
    await world.link('a.test', 'b.test').set('refuse')
    await ann.files.mkcol('Secret')
    const posts = a.sent({ method: 'POST', host: 'b.test' }).length
    const [share] = await Promise.all([ann.share('Secret', bob.address), world.settle()])
    expect(share).toMatchObject({ state: 'announcing', stateReason: 'connection-refused' })
    await ann.revoke(share.id)
    await world.settle()
    await world.link('a.test', 'b.test').set('pass')
    await world.clock.advance(3_600_000)
    await world.settle()
    expect(await ann.shareState(share.id)).toBe('revoked')
    expect((await bob.inbox()).map(({ name }) => name)).toEqual(['Trip'])
    expect(
      a
        .sent({ method: 'POST', host: 'b.test' })
        .slice(posts)
        .map(({ status }) => status),
    ).not.toContain(201)
  })
})

describe('an expired share', () => {
  it('opens nothing from that moment on, ends on both sides, and leaves Bob’s files', async () => {
    await using world = await tripAndHome()
    const { ann, bob, clock } = world
    const expiresAt = new Date(clock.now() + 3_600_000).toISOString()
    const { share, item } = await world.shareAndAccept('Home', { expiresAt })
    expect(item).toMatchObject({ expiresAt, state: 'accepted' })
    expect((await bob.files.get('Shared/Home/plan.txt')).text).toBe('plan of Home')

    await clock.advance(3_600_000 - 1)
    expect((await bob.files.get('Shared/Home/plan.txt')).status).toBe(200)
    await clock.advance(1)
    expect((await bob.files.get('Shared/Home/plan.txt')).status).toBe(404)
    await clock.advance(60_000)
    await expect.poll(() => ann.shareState(share.id)).toBe('expired')
    await expect.poll(() => bob.files.list('Shared').then((entries) => entries.length)).toBe(1)
    await world.settle()
    expect((await bob.inbox()).find(({ id }) => id === item.id)?.state).toBe('expired')
  })

  it('cannot be ordered', async () => {
    await using world = await tripAndHome()
    const { ann, bob, clock } = world
    const expiresAt = new Date(clock.now()).toISOString()
    const answer = await ann.api('POST', '/shares', { path: '/Home', shareWith: bob.address, expiresAt })
    expect([answer.status, answer.json()]).toMatchObject([400, { errors: [{ name: 'expiresAt' }] }])
  })
})

it.each([
  ['🏔️ 100 % “Trip”', '🏔️ 100 % “Trip”'],
  ['e\u0301te\u0301', '\u00e9t\u00e9'],
  ['a:b*c?d<e>f|g"h\\i', 'a_b_c_d_e_f_g_h_i'],
  ['ends with dots...', 'ends with dots'],
])('a folder called “%s” is shared, and has the place “%s”', async (name, place) => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol(name)
  await ann.files.put(`${name}/a.txt`, 'a')
  const { item } = await world.shareAndAccept(name)
  expect([item.name, item.path]).toEqual([name.normalize('NFC'), `/Shared/${place}`])
  expect((await bob.files.get(`Shared/${place}/a.txt`)).text).toBe('a')
})
