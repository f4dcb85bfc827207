import { type Message, network, shareBody, signedBy, unsignedMessage } from '@isthmus/testkit'
import { expect, it } from 'vitest'

const url = 'https://b.test/ocm/shares'

async function openWorld() {
  await using resources = new AsyncDisposableStack()
  const net = resources.use(
    await network({
      servers: ['b.test'],
      peers: { 'eve.test': {}, 'friend.test': {}, 'plain.test': { signs: false } },
      environment: {
        ISTHMUS_FEDERATION_REQUESTS_PER_MINUTE: '3',
        ISTHMUS_FEDERATION_UNPROVEN_PER_MINUTE: '4',
      },
    }),
  )
  const bob = await net.server('b.test').person('bob')
  const send = async (message: Message) => {
    const { status, headers, text } = await net.web.fetch(message)
    return { status, retryAfter: headers['retry-after'], body: JSON.parse(text) as unknown }
  }
  const from = (host: string, providerId: string) =>
    unsignedMessage(url, shareBody(host, 'bob@b.test', { providerId }))
  const signed = (host: string, providerId: string) =>
    signedBy(net.peer(host).key, from(host, providerId), net.clock.now())
  const owned = resources.move()
  return { net, bob, send, from, signed, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

it('a server that sends too much is asked to come again, another one is heard, and in the next minute it is too', async () => {
  await using world = await openWorld()
  const { net, bob, send, signed } = world
  const statuses: number[] = []
  for (const id of ['1', '2', '3', '4', '5']) statuses.push((await send(await signed('eve.test', id))).status)
  expect(statuses).toEqual([201, 201, 201, 429, 429])
  const refused = await send(await signed('eve.test', '6'))
  expect(refused).toMatchObject({ status: 429, body: { message: 'TOO_MANY_REQUESTS' } })
  expect(Number(refused.retryAfter)).toBeGreaterThan(0)
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(60)
  expect((await send(await signed('friend.test', '1'))).status).toBe(201)
  await net.clock.advance(Number(refused.retryAfter) * 1000)
  expect((await send(await signed('eve.test', '7'))).status).toBe(201)
  expect(await bob.inbox()).toHaveLength(5)
})

it('whoever proves nothing soon has to wait, as do strangers at the same address, and those who are known need not', async () => {
  await using world = await openWorld()
  const { net, send, from, signed } = world
  const statuses: number[] = []
  for (const id of ['1', '2', '3']) statuses.push((await send(from('plain.test', id))).status)
  for (const id of ['1', '2', '3']) statuses.push((await send(from('eve.test', id))).status)
  expect(statuses).toEqual([201, 201, 201, 401, 429, 429])
  const waiting = await send(await signed('friend.test', '1'))
  expect(waiting).toMatchObject({ status: 429, retryAfter: expect.any(String) })
  const { application, tenant } = net.server('b.test')
  const operator = { kind: 'operator', tenant: tenant.id } as const
  await application.federation.setPeerRule(operator, 'friend.test' as never, { rule: 'allow' })
  expect((await send(await signed('friend.test', '1'))).status).toBe(201)
  await net.clock.advance(60_000)
  expect((await send(from('plain.test', '4'))).status).toBe(201)
})

it('from a server that is blocked nothing is heard, whatever it sends', async () => {
  await using world = await openWorld()
  const { net, bob, send, from, signed } = world
  const { application, tenant } = net.server('b.test')
  const operator = { kind: 'operator', tenant: tenant.id } as const
  await application.federation.setPeerRule(operator, 'eve.test' as never, { rule: 'block' })
  for (const message of [await signed('eve.test', '1'), from('eve.test', '2')]) {
    expect(await send(message)).toMatchObject({ status: 403, body: { message: 'PEER_BLOCKED' } })
  }
  expect(await bob.inbox()).toEqual([])
  expect(net.peer('eve.test').requests).toEqual([])
})
