import { expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { openTestFederation } from './testing/test-federation.ts'

it('a peer is shown as it is now, with its keys and what we have to do with it', async () => {
  await using test = await openTestFederation()
  const { federation, tenant, database } = test
  const peer = await test.addPeer('peer.example')
  await database.write((tx) => federation.markKnown(tx, tenant.id, peer.host, 'share-sent'))
  expect(await federation.inspectPeer(tenant.id, peer.host)).toEqual({
    host: 'peer.example',
    reachable: true,
    scheme: 'https',
    provider: 'peer.example',
    apiVersion: '1.4.0',
    endPoint: 'https://peer.example/ocm',
    capabilities: ['exchange-token', 'http-sig', 'notifications', 'protocol-object'],
    criteria: [],
    resourceTypes: expect.arrayContaining([expect.objectContaining({ name: 'folder' })]),
    tokenEndPoint: 'https://peer.example/token',
    jwksUri: 'https://peer.example/jwks',
    keys: [{ kid: 'peer.example#key', alg: 'Ed25519', kty: 'OKP' }],
    profile: 'current',
    signs: true,
    known: true,
    lastSuccessAt: new Date(test.clock.now()).toISOString(),
    faults: [],
  })
})

it('a peer that is down is shown as down, though what it was is still used', async () => {
  await using test = await openTestFederation()
  const { federation, tenant, internet, clock } = test
  const peer = await test.addPeer('peer.example')
  await federation.discover(peer.host)
  const seenAt = new Date(clock.now()).toISOString()
  await clock.advance(1000)
  internet.answer('GET *', transportError('ECONNREFUSED'))
  expect(await federation.inspectPeer(tenant.id, peer.host)).toEqual({
    host: 'peer.example',
    reachable: false,
    faults: [expect.objectContaining({ slug: 'port-closed', weight: 'fault' })],
    known: false,
    lastSuccessAt: seenAt,
    lastFailure: {
      reason: 'connection-refused',
      detail: 'ECONNREFUSED',
      at: new Date(clock.now()).toISOString(),
    },
  })
  expect(await federation.discover(peer.host)).toMatchObject({ ok: true })
})

it('what stands in the way of sharing is said', async () => {
  await using test = await openTestFederation()
  const peer = await test.addPeer('peer.example', { document: { resourceTypes: [] } })
  test.internet.answer('GET https://peer.example/jwks', { status: 404 })
  expect(await test.federation.inspectPeer(test.tenant.id, peer.host)).toMatchObject({
    reachable: true,
    faults: [{ slug: 'no-resource-types' }, { slug: 'keys-missing', weight: 'fault' }],
  })
})

it('our own document says where everything is', async () => {
  await using test = await openTestFederation()
  expect(await test.federation.discoveryDocument(test.tenant)).toMatchObject({
    enabled: true,
    provider: 'Cloud',
    endPoint: 'https://cloud.example/ocm',
    tokenEndPoint: 'https://cloud.example/ocm/token',
    jwksUri: 'https://cloud.example/.well-known/jwks.json',
    capabilities: expect.arrayContaining(['http-sig', 'exchange-token', 'notifications']),
  })
})
