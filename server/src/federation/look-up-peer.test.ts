import { expect, test } from 'vitest'
import type { UserActor } from '../platform/actor.ts'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { hostOf, openTestFederation, roomyLimits } from './testing/test-federation.ts'

type House = Awaited<ReturnType<typeof openTestFederation>>

async function openHouse(options: Parameters<typeof openTestFederation>[0] = {}) {
  const house = await openTestFederation(options)
  const operator = { kind: 'operator', tenant: house.tenant.id } as const
  await house.accounts.createUser(operator, { username: 'ann', password: 'correct horse' })
  const ann = await house.accounts.actorFor(house.tenant.id, 'ann')
  return { ...house, operator, ann, look: (host: string) => house.federation.lookUp(ann, hostOf(host)) }
}

test('a server says who it is once, and is remembered for the next who asks', async () => {
  await using house = await openHouse()
  await house.addPeer('peer.example')
  const found = {
    host: 'peer.example',
    speaksOcm: 'yes',
    name: 'peer.example',
    reachable: true,
    secure: true,
    signs: true,
    profile: 'current',
    known: false,
  }
  expect(await house.look('peer.example')).toEqual(found)
  expect(await house.look('peer.example')).toEqual(found)
  expect(house.internet.requests).toHaveLength(1)
})

test('a server is known once somebody has dealt with it, or an administrator allows it', async () => {
  await using house = await openHouse()
  for (const host of ['peer.example', 'other.example']) await house.addPeer(host)
  await house.database.write((tx) =>
    house.federation.markKnown(tx, house.tenant.id, hostOf('peer.example'), 'share-sent'),
  )
  await house.federation.setPeerRule(house.operator, hostOf('other.example'), { rule: 'allow' })
  expect(await house.look('peer.example')).toMatchObject({ known: true })
  expect(await house.look('other.example')).toMatchObject({ known: true })
})

test('a blocked server is not asked', async () => {
  await using house = await openHouse()
  await house.federation.setPeerRule(house.operator, hostOf('peer.example'), { rule: 'block' })
  expect(await house.look('peer.example')).toMatchObject({
    reachable: false,
    fault: { slug: 'peer-blocked' },
  })
  expect(house.internet.requests).toEqual([])
})

test.each([
  ['nobody has the name', transportError('ENOTFOUND'), 'no', 'dns-missing'],
  ['nothing listens', transportError('ECONNREFUSED'), 'no', 'port-closed'],
  ['its certificate is over', transportError('CERT_HAS_EXPIRED'), 'unclear', 'certificate-expired'],
  ['it hangs up', transportError('ECONNRESET'), 'unclear', 'connection-cut'],
  ['its address is private', transportError('ERR_OUTBOUND_FORBIDDEN_ADDRESS'), 'unclear', 'private-address'],
  ['it has no such page', { status: 404 }, 'no', 'discovery-missing'],
  ['it wants a sign-in', { status: 401 }, 'no', 'discovery-forbidden'],
  ['it is a web site', { body: '<html>', headers: { 'content-type': 'text/html' } }, 'no', 'discovery-html'],
  ['it says something else', { body: '[7]' }, 'no', 'discovery-not-ocm'],
  ['it has OCM switched off', { body: { enabled: false } }, 'unclear', 'ocm-disabled'],
  ['it fails', { status: 500 }, 'unclear', 'discovery-server-error'],
  ['it is busy', { status: 503 }, 'unclear', 'discovery-unavailable'],
] as const)('what is wrong is a part of the answer: %s', async (_, script, speaksOcm, slug) => {
  await using house = await openHouse()
  house.internet.answer('GET https://peer.example/*', script)
  const found = await house.look('peer.example')
  expect(found).toMatchObject({ speaksOcm, reachable: false, secure: false, fault: { slug } })
  expect(found.fault?.remedy).not.toBe('')
  // The second time it is remembered, and said in the same way.
  expect(await house.look('peer.example')).toEqual(found)
})

test('a server that is down for a while is still the one that it was', async () => {
  await using house = await openHouse()
  await house.addPeer('peer.example')
  await house.look('peer.example')
  house.internet.answer('GET https://peer.example/*', transportError('ECONNREFUSED'))
  await house.clock.advance(3_600_000)
  expect(await house.look('peer.example')).toMatchObject({
    speaksOcm: 'yes',
    name: 'peer.example',
    reachable: false,
    fault: { slug: 'port-closed' },
  })
})

/** A server that answers when the test lets it. */
function slowPeer({ internet }: House, host: string) {
  const { promise, resolve } = Promise.withResolvers<{ status: number }>()
  internet.answer(`GET https://${host}/*`, () => promise)
  return resolve
}

test('nobody waits for a slow server for longer than five seconds', async () => {
  await using house = await openHouse()
  const answer = slowPeer(house, 'slow.example')
  const looking = house.look('slow.example')
  await expect.poll(() => house.clock.sleepers).toBe(1)
  await house.clock.advance(5000)
  expect(await looking).toMatchObject({
    speaksOcm: 'unclear',
    reachable: false,
    fault: { slug: 'answer-too-slow' },
  })
  answer({ status: 404 })
  await expect.poll(() => house.look('slow.example')).toMatchObject({ fault: { slug: 'discovery-missing' } })
})

test('however many slow servers are looked up, others have room to be asked', async () => {
  await using house = await openHouse()
  await house.addPeer('peer.example')
  const slow = Array.from({ length: 17 }, (_, number) => `slow${number}.example`)
  const answers = slow.map((host) => slowPeer(house, host))
  const looks = slow.map((host) => house.look(host).catch((error: unknown) => error))
  await expect.poll(() => house.clock.sleepers).toBe(16)
  await house.clock.advance(5000)
  const outcomes = await Promise.all(looks)
  expect(outcomes.filter((outcome) => outcome instanceof Error)).toMatchObject([
    { code: 'too-many-requests', retryAfter: 5 },
  ])
  expect(await house.federation.discover(hostOf('peer.example'))).toMatchObject({ ok: true })
  for (const answer of answers) answer({ status: 404 })
  await expect.poll(() => house.look('peer.example')).toMatchObject({ reachable: true })
})

test('a user may have so many looked up in a minute, and is told when the next one is possible', async () => {
  await using house = await openHouse({ limits: { ...roomyLimits, lookupsPerMinute: 2 } })
  await house.addPeer('peer.example')
  await house.clock.advance(10_000)
  await house.look('peer.example')
  await house.look('peer.example')
  await expect(house.look('peer.example')).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfter: 50,
  })
  await house.accounts.createUser(house.operator, { username: 'bob', password: 'correct horse' })
  const bob: UserActor = await house.accounts.actorFor(house.tenant.id, 'bob')
  expect(await house.federation.lookUp(bob, hostOf('peer.example'))).toMatchObject({ reachable: true })
  await house.clock.advance(50_000)
  expect(await house.look('peer.example')).toMatchObject({ reachable: true })
})
