import { type Network, type NetworkServer, network, type Person, twoClouds } from '@isthmus/testkit'
import { describe, expect, test } from 'vitest'

/** One event stream of somebody, read as it comes. */
interface Listener extends AsyncDisposable {
  /** Everything that came so far. */
  readonly text: string
  /** Names and data of the events so far. */
  events(): [string, unknown][]
  /** Resolves when an event of this name is there. */
  heard(name: string): Promise<void>
  lastId(): string
  /** Resolves when the server has ended the stream, with whether it did so in order. */
  ended: Promise<'ended' | 'broken'>
}

async function listen(
  net: Network,
  server: NetworkServer,
  headers: Record<string, string>,
): Promise<Listener> {
  const { status, body } = await net.web.send({
    method: 'GET',
    url: `${server.origin}/api/v1/events`,
    headers,
  })
  expect(status).toBe(200)
  let text = ''
  body.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const messages = () => text.split('\n\n').map((message) => message.split('\n'))
  const field = (message: readonly string[], name: string) =>
    message.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const events = (): [string, unknown][] =>
    messages().flatMap((message) => {
      const name = field(message, 'event')
      return name === undefined ? [] : [[name, JSON.parse(field(message, 'data') ?? '')]]
    })
  await expect.poll(() => text).toContain('retry: 5000\n')
  return {
    get text() {
      return text
    },
    events,
    heard: (name) => expect.poll(() => events().map(([event]) => event)).toContain(name),
    lastId: () =>
      messages()
        .flatMap((message) => field(message, 'id') ?? [])
        .at(-1) ?? '',
    ended: new Promise((resolve) => {
      body.once('end', () => resolve('ended')).once('error', () => resolve('broken'))
    }),
    async [Symbol.asyncDispose]() {
      body.destroy()
    },
  }
}

const basic = ({ username }: Person) => ({
  authorization: `Basic ${Buffer.from(`${username}:password of ${username}`).toString('base64')}`,
})

test('two people hear at once of what they share, and of nothing else', async () => {
  await using world = await twoClouds()
  const { a, b, ann, bob } = world
  const carol = await b.person('carol')
  await using annHears = await listen(world, a, basic(ann))
  await using bobHears = await listen(world, b, basic(bob))
  await using carolHears = await listen(world, b, basic(carol))

  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'plan')
  await annHears.heard('files.changed')
  await world.clock.advance(500)
  await expect.poll(() => annHears.events()).toContainEqual(['files.changed', { space: '1', path: '/Trip' }])

  const share = await ann.share('Trip', bob.address)
  await annHears.heard('shares.changed')
  await world.settle()
  await bobHears.heard('inbox.changed')
  await bobHears.heard('notification')
  const [item] = await bob.inbox()
  await bob.accept(item?.id ?? '')
  await bobHears.heard('files.changed')
  await world.settle()
  await annHears.heard('notification')
  await ann.revoke(share.id)
  await world.settle()
  expect(carolHears.events()).toEqual([])
})

test('who passes on what is somebody else’s hears what becomes of that', async () => {
  await using world = await twoClouds()
  const { a, ann, bob } = world
  const carol = await a.person('carol')
  await ann.files.mkcol('Trip')
  await ann.share('Trip', 'carol', { permissions: ['read', 'share'] })
  await carol.share('Shared/Trip', bob.address, { permissions: ['read'] })
  await world.settle()
  await using carolHears = await listen(world, a, basic(carol))
  const [item] = await bob.inbox()
  await bob.accept(item?.id ?? '')
  await world.settle()
  await carolHears.heard('shares.changed')
})

describe('a stream of events', () => {
  test('ends when the session does, when the token is revoked, and when the account is disabled', async () => {
    await using net = await network({ servers: ['a.test'] })
    const a = net.server('a.test')
    const ann = await a.person('ann')
    const bob = await a.person('bob')
    const signedIn = await net.web.fetch({
      method: 'POST',
      url: `${a.origin}/api/v1/session`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ann', password: 'password of ann' }),
    })
    const [cookie = ''] = signedIn.headers['set-cookie']?.split(';') ?? []
    const { csrfToken } = signedIn.json() as { csrfToken: string }
    const made = (await ann.api('POST', '/tokens', { name: 'app' })).json() as { id: string; token: string }

    await using session = await listen(net, a, { cookie })
    await using token = await listen(net, a, { authorization: `Bearer ${made.token}` })
    await using password = await listen(net, a, basic(ann))
    await using other = await listen(net, a, basic(bob))
    const open = new Set(['session', 'token', 'password', 'other'])
    for (const [name, { ended }] of Object.entries({ session, token, password, other })) {
      void ended.then((how) => how === 'ended' && open.delete(name))
    }
    /** What is still open after more than a minute. */
    const lookAgain = async (expected: readonly string[]) => {
      await net.clock.advance(30_000)
      await net.clock.advance(31_000)
      await expect.poll(() => [...open]).toEqual(expected)
    }

    await lookAgain(['session', 'token', 'password', 'other'])
    const headers = { cookie, 'isthmus-csrf': csrfToken }
    await net.web.fetch({ method: 'DELETE', url: `${a.origin}/api/v1/session`, headers })
    await lookAgain(['token', 'password', 'other'])
    await ann.api('DELETE', `/tokens/${made.id}`)
    await lookAgain(['password', 'other'])
    await a.application.accounts.disableUser({ kind: 'operator', tenant: a.tenant.id }, 'ann')
    await lookAgain(['other'])
  })

  test('shows signs of life, and goes on where it broke off', async () => {
    await using net = await network({ servers: ['a.test'] })
    const a = net.server('a.test')
    const ann = await a.person('ann')
    const first = await listen(net, a, basic(ann))
    await net.clock.advance(25_000)
    await expect.poll(() => first.text).toContain(': still here\n\n')
    await first[Symbol.asyncDispose]()
    await ann.files.mkcol('Trip')
    await using second = await listen(net, a, { ...basic(ann), 'last-event-id': first.lastId() })
    await second.heard('files.changed')
    await using third = await listen(net, a, { ...basic(ann), 'last-event-id': 'from before the restart' })
    await third.heard('reload')
  })

  test('needs somebody, is no more than 20 times open, and costs nothing when only its head is asked for', async () => {
    await using net = await network({ servers: ['a.test'] })
    const a = net.server('a.test')
    const ann = await a.person('ann')
    const url = `${a.origin}/api/v1/events`
    expect((await net.web.fetch({ method: 'GET', url })).status).toBe(401)
    for (let count = 0; count < 25; count += 1) {
      const head = await net.web.fetch({ method: 'HEAD', url, headers: basic(ann) })
      expect([head.status, head.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    }
    await using streams = new AsyncDisposableStack()
    for (let count = 0; count < 20; count += 1) streams.use(await listen(net, a, basic(ann)))
    expect((await ann.api('GET', '/events')).status).toBe(429)
  })

  test('ends in order when the server stops, which waits for nobody', async () => {
    const net = await network({ servers: ['a.test'] })
    const a = net.server('a.test')
    const stream = await listen(net, a, basic(await a.person('ann')))
    const stopped = a[Symbol.asyncDispose]()
    expect(await stream.ended).toBe('ended')
    await stopped
    await net[Symbol.asyncDispose]()
  })
})
