import { type FakePeer, type Person, shareBody, signedBy, twoClouds, unsignedMessage } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Only where silence is the trouble: a busy machine is silent, too. */
const quick = { ISTHMUS_OUTBOUND_IDLE_TIMEOUT: '1500ms', ISTHMUS_OUTBOUND_CONNECT_TIMEOUT: '1500ms' }

/** Bob has a mount of Ann’s (`Shared/Trip`) with something in it that he has seen. */
async function tripThatBobHasSeen(environment = {}) {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds({ environment }))
  const { ann, bob, b } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  await ann.files.mkcol('Trip/photos')
  const { item } = await world.shareAndAccept('Trip')
  await bob.files.list('Shared/Trip')
  const link = world.link('b.test', 'a.test')
  const asked = () => b.sent({ host: 'a.test' }).length + link.connections
  const owned = resources.move()
  return { ...world, item, link, asked, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

describe('a mount whose server is dead', () => {
  it.each(['refuse', 'hang', 'garbage', 'cut-response-after:500'] as const)(
    'answers 503 and when to come back to everything in it (%s); the next request fails without asking',
    async (fault) => {
      await using world = await tripThatBobHasSeen(fault === 'hang' ? quick : {})
      const { bob, link, asked } = world
      await link.set(fault)
      const first = await bob.files.propfind('Shared/Trip')
      expect(first.status).toBe(503)
      expect(Number(first.headers['retry-after'])).toBeGreaterThan(0)

      const before = asked()
      const answers = [
        await bob.files.propfind('Shared/Trip'),
        await bob.files.propfind('Shared/Trip/photos'),
        await bob.files.get('Shared/Trip/plan.txt'),
        await bob.files.head('Shared/Trip/plan.txt'),
        await bob.files.put('Shared/Trip/plan.txt', 'by car'),
        await bob.files.mkcol('Shared/Trip/new'),
        await bob.files.delete('Shared/Trip/plan.txt'),
        await bob.files.move('Shared/Trip/plan.txt', 'plan.txt'),
        await bob.files.copy('Shared/Trip', 'Copy of Trip'),
      ]
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
      expect(answers.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true)
      expect(asked()).toBe(before)
    },
  )

  it('looks in its parent as it did before, and the last listing is still to be had', async () => {
    await using world = await tripThatBobHasSeen()
    const { bob, link, item, clock } = world
    const [before] = await bob.files.list('Shared')
    await link.set('refuse')
    const died = clock.now()
    await bob.files.propfind('Shared/Trip')
    expect(await bob.files.list('Shared')).toEqual([before])

    const listing = await bob.api('GET', `/inbox/${item.id}/listing?path=/`)
    expect(listing.json()).toMatchObject({
      staleSince: new Date(died).toISOString(),
      entries: [
        { name: 'photos', kind: 'folder' },
        { name: 'plan.txt', kind: 'file', size: 8 },
      ],
    })
    expect(await bob.inbox()).toMatchObject([{ staleSince: new Date(died).toISOString(), state: 'accepted' }])
  })

  it('works again after a pause when its server is back, and is fresh', async () => {
    await using world = await tripThatBobHasSeen()
    const { bob, link, item, clock } = world
    await link.set('refuse')
    await bob.files.propfind('Shared/Trip')
    await link.set('pass')
    expect((await bob.files.propfind('Shared/Trip')).status).toBe(503)
    await clock.advance(2_000)
    expect((await bob.files.propfind('Shared/Trip')).status).toBe(207)
    expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
    const listing = await bob.api('GET', `/inbox/${item.id}/listing?path=/`)
    expect(listing.json()).toMatchObject({ staleSince: null })
  })

  it('is asked more and more seldom, by one request at a time', async () => {
    await using world = await tripThatBobHasSeen()
    const { bob, link, clock, asked } = world
    await link.set('refuse')
    await bob.files.propfind('Shared/Trip')
    const before = asked()
    for (let minute = 0; minute < 10; minute += 1) {
      await clock.advance(60_000)
      await Promise.all(Array.from({ length: 5 }, () => bob.files.propfind('Shared/Trip')))
    }
    expect(asked() - before).toBeLessThanOrEqual(20)
  })
})

describe('a hundred mounts of ten dead servers', () => {
  const hosts = Array.from({ length: 10 }, (_, number) => `dead-${number}.test`)
  const names = hosts.flatMap((host) => Array.from({ length: 10 }, (_, number) => `${number} of ${host}`))

  async function acceptFrom(
    peer: FakePeer,
    bob: Person,
    { web, clock }: Awaited<ReturnType<typeof twoClouds>>,
  ): Promise<void> {
    for (let number = 0; number < 10; number += 1) {
      const wishes = { name: `${number} of ${peer.host}`, providerId: String(100 + number) }
      const offer = unsignedMessage('https://b.test/ocm/shares', shareBody(peer.host, bob.address, wishes))
      const answer = await web.fetch(await signedBy(peer.key, offer, clock.now()))
      expect(answer.status).toBe(201)
      const [newest] = await bob.inbox()
      await bob.accept(newest?.id ?? '')
    }
  }

  it('cost nobody anything: their parent is listed and changed without a connection to any of them', async () => {
    const peers = Object.fromEntries(hosts.map((host) => [host, {}]))
    await using world = await twoClouds({ peers, environment: quick })
    const { bob, b, clock } = world
    for (const host of hosts) await acceptFrom(world.peer(host), bob, world)
    await world.settle()
    const before = await bob.files.list('Shared')
    expect(before.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(before.filter(({ permissions = '' }) => !/^S.*M/.test(permissions))).toEqual([])

    await Promise.all(hosts.map((host) => world.link('b.test', host).set('hang')))
    const connections = () => hosts.map((host) => world.link('b.test', host).connections)
    const [connected, sent] = [connections(), b.sent().length]
    expect(await bob.files.list('Shared')).toEqual(before)
    expect((await bob.files.list('')).map(({ name }) => name)).toEqual(['Shared'])
    expect((await bob.files.put('Shared/own.txt', 'own')).status).toBe(201)
    expect((await bob.files.move('Shared/0 of dead-0.test', 'Shared/Zero')).status).toBe(201)
    expect(await bob.inbox()).toHaveLength(100)
    expect(connections()).toEqual(connected)
    expect(b.sent().length).toBe(sent)

    // One that looks into a mount waits for its server; the next, in another mount of it, does not.
    const inside = [
      await bob.files.propfind('Shared/1 of dead-9.test'),
      await bob.files.propfind('Shared/2 of dead-9.test'),
    ]
    expect(inside.map(({ status, headers }) => [status, Number(headers['retry-after']) > 0])).toEqual([
      [503, true],
      [503, true],
    ])
    const stale = async () => (await bob.inbox()).filter(({ staleSince }) => staleSince !== null).length
    expect(await stale()).toBe(2)

    // The round of probes: each server is asked about one of its mounts, and all of them are marked.
    await clock.advance(30_000)
    await expect.poll(stale).toBe(100)
    const probes = connections().map((count, position) => count - (connected[position] ?? 0))
    expect(probes).toEqual([...hosts.slice(1).map(() => 1), 2])
    const after = (await bob.files.list('Shared')).filter(({ name }) => names.includes(name))
    expect(after).toEqual(before.filter(({ name }) => name !== '0 of dead-0.test'))
    expect((await bob.files.delete('Shared/1 of dead-1.test')).status).toBe(204)
  })
})
