import { describe, expect, it } from 'vitest'
import { hostOf, openTestFederation } from './testing/test-federation.ts'

const peer = hostOf('peer.example')

describe('a share from a peer', () => {
  it.each([
    ['known', 'stranger', true, 'ask', 'unknown-peer'],
    ['known', 'stranger', false, 'ask', 'unknown-peer-unsigned'],
    ['known', 'known', true, 'accept', 'known-peer'],
    ['known', 'known', false, 'ask', 'known-peer-unsigned'],
    ['open', 'stranger', true, 'accept', 'policy-open'],
    ['open', 'stranger', false, 'accept', 'policy-open'],
    ['open', 'known', false, 'accept', 'policy-open'],
  ] as const)(
    'with policy %s from a %s (proven: %s) is: %s, because %s',
    async (policy, who, verified, decision, reason) => {
      await using test = await openTestFederation({ policy })
      const { federation, database, tenant } = test
      if (who === 'known')
        await database.write((tx) => federation.markKnown(tx, tenant.id, peer, 'share-sent'))
      expect(await federation.decide(tenant.id, { host: peer, verified })).toEqual({ decision, reason })
    },
  )

  it('counts for its own tenant and its exact host alone', async () => {
    await using test = await openTestFederation()
    const { federation, database, tenant } = test
    await database.write((tx) => federation.markKnown(tx, tenant.id, peer, 'share-sent'))
    await database.write((tx) => federation.markKnown(tx, tenant.id, peer, 'share-accepted'))
    const reasonFor = async (host: string, tenantId: number = tenant.id) =>
      (await federation.decide(tenantId as typeof tenant.id, { host: hostOf(host), verified: true })).reason
    expect(await reasonFor('peer.example')).toBe('known-peer')
    expect(await reasonFor('peer.example:8443')).toBe('unknown-peer')
    expect(await reasonFor('evil.peer.example')).toBe('unknown-peer')
    expect(await reasonFor('peer.example', tenant.id + 1)).toBe('unknown-peer')
  })
})
