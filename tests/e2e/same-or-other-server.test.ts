import { type NetworkServer, network, type Person, twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

interface World extends AsyncDisposable {
  readonly ann: Person
  readonly bob: Person
  readonly servers: readonly NetworkServer[]
  settle(): Promise<void>
}

async function onOtherServers(): Promise<World> {
  const world = await twoClouds()
  return { ...world, servers: [world.a, world.b] }
}

async function onOneServer(): Promise<World> {
  const net = await network({ servers: ['a.test'] })
  const a = net.server('a.test')
  const [ann, bob] = [await a.person('ann'), await a.person('bob')]
  await bob.api('PATCH', '/inbox/rules', { local: 'ask' })
  return { ...net, ann, bob, servers: [a] }
}

/** The life of a share from beginning to end, and what both sides have written down of it. */
async function live({ ann, bob, servers, settle }: World) {
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  const seen: unknown[] = []
  const see = async (of: { id: string }) => {
    await settle()
    const item = (await bob.inbox()).find(({ name }) => name === 'Trip')
    seen.push([await ann.shareState(of.id), item?.state, item?.path, item?.permissions])
    return item?.id ?? ''
  }

  const share = await ann.share('Trip', bob.address, { permissions: ['read'], note: 'For Friday' })
  await bob.accept(await see(share))
  await see(share)
  seen.push((await bob.files.get('Shared/Trip/plan.txt')).text)
  seen.push((await bob.files.put('Shared/Trip/new.txt', 'x')).status)

  const wider = await ann.api('PATCH', `/shares/${share.id}`, { permissions: ['read', 'write'] })
  seen.push(wider.status)
  await see(share)
  seen.push(
    (await bob.files.put('Shared/Trip/new.txt', 'x')).status,
    (await ann.files.get('Trip/new.txt')).text,
  )
  await ann.api('PATCH', `/shares/${share.id}`, { permissions: ['read'] })
  seen.push((await bob.files.put('Shared/Trip/new.txt', 'y')).status)
  await see(share)

  await bob.decline(await see(share))
  await see(share)
  seen.push((await bob.files.get('Shared/Trip/plan.txt')).status, await bob.files.list('Shared'))

  const again = await ann.share('Trip', bob.address)
  await settle()
  const [newest] = await bob.inbox()
  await bob.accept(newest?.id ?? '')
  await settle()
  await ann.revoke(again.id)
  await settle()
  seen.push(
    (await bob.inbox()).map(({ state }) => state),
    await bob.files.list('Shared'),
  )
  return { seen, audited: (await Promise.all(servers.map(auditOf))).flat() }
}

/** What was done with shares, by whom. Messages between servers have lines of their own. */
async function auditOf(server: NetworkServer): Promise<string[]> {
  const rows = await server.application.database.read
    .selectFrom('audit')
    .select(['action', 'subject_kind'])
    .orderBy('id')
    .execute()
  return rows
    .filter(({ subject_kind }) => subject_kind === 'share' || subject_kind === 'received-share')
    .map(({ action }) => action)
    .filter((action) => action !== 'share.announced' && action !== 'received-share.changed')
}

describe('a share with Bob', () => {
  it('lives the same life on his server and on Ann’s, and the same is written down of it', async () => {
    await using elsewhere = await onOtherServers()
    await using here = await onOneServer()
    const [far, near] = [await live(elsewhere), await live(here)]
    expect(near.seen).toEqual(far.seen)
    expect(far.seen).toEqual([
      ['announced', 'pending', null, ['read']],
      ['accepted', 'accepted', '/Shared/Trip', ['read']],
      'by train',
      403,
      200,
      ['accepted', 'accepted', '/Shared/Trip', ['read', 'write']],
      201,
      'x',
      403,
      ['accepted', 'accepted', '/Shared/Trip', ['read']],
      ['accepted', 'accepted', '/Shared/Trip', ['read']],
      ['declined', 'declined', null, ['read']],
      404,
      [],
      ['removed', 'declined'],
      [],
    ])
    expect(near.audited.toSorted()).toEqual(far.audited.toSorted())
    expect(here.servers[0]?.sent()).toEqual([])
  })
})
