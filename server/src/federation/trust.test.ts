import { describe, expect, it } from 'vitest'
import type { UserId } from '../platform/actor.ts'
import { addressOf, hostOf, openTestFederation } from './testing/test-federation.ts'

const peer = hostOf('peer.example')
const ann = addressOf('ann@peer.example')
const [bob, carol] = ['bob', 'carol'] as UserId[] as [UserId, UserId]
const question = { host: peer, verified: true, sender: ann, recipient: bob }

describe('a share from a peer', () => {
  it.each([
    ['known', 'stranger', true, 'ask', 'unknown-peer'],
    ['known', 'stranger', false, 'ask', 'unknown-peer-unsigned'],
    ['known', 'known', true, 'accept', 'known-peer'],
    ['known', 'known', false, 'ask', 'known-peer-unsigned'],
    ['known', 'allowed', true, 'accept', 'allowed-peer'],
    ['known', 'allowed', false, 'ask', 'allowed-peer-unsigned'],
    ['known', 'blocked', true, 'refuse', 'peer-blocked'],
    ['open', 'stranger', true, 'accept', 'policy-open'],
    ['open', 'stranger', false, 'accept', 'policy-open'],
    ['open', 'known', false, 'accept', 'policy-open'],
    ['open', 'blocked', true, 'refuse', 'peer-blocked'],
    ['listed', 'stranger', true, 'refuse', 'not-listed'],
    ['listed', 'known', true, 'refuse', 'not-listed'],
    ['listed', 'allowed', true, 'accept', 'allowed-peer'],
    ['listed', 'allowed', false, 'ask', 'allowed-peer-unsigned'],
    ['listed', 'blocked', true, 'refuse', 'peer-blocked'],
    ['invited', 'known', true, 'refuse', 'not-invited'],
    ['invited', 'allowed', true, 'refuse', 'not-invited'],
  ] as const)(
    'with policy %s from a peer that is %s (proven: %s) is: %s, because %s',
    async (policy, who, verified, decision, reason) => {
      await using test = await openTestFederation({ policy })
      const { federation, database, tenant } = test
      const operator = { kind: 'operator', tenant: tenant.id } as const
      if (who === 'known')
        await database.write((tx) => federation.markKnown(tx, tenant.id, peer, 'share-sent'))
      if (who === 'allowed') await federation.setPeerRule(operator, peer, { rule: 'allow' })
      if (who === 'blocked') await federation.setPeerRule(operator, peer, { rule: 'block' })
      expect(await federation.decide(tenant.id, { ...question, verified })).toEqual({ decision, reason })
    },
  )

  it('counts for its own tenant and its exact host alone', async () => {
    await using test = await openTestFederation()
    const { federation, database, tenant } = test
    await database.write((tx) => federation.markKnown(tx, tenant.id, peer, 'share-sent'))
    await database.write((tx) => federation.markKnown(tx, tenant.id, peer, 'share-accepted'))
    const reasonFor = async (host: string, tenantId: number = tenant.id) =>
      (await federation.decide(tenantId as typeof tenant.id, { ...question, host: hostOf(host) })).reason
    expect(await reasonFor('peer.example')).toBe('known-peer')
    expect(await reasonFor('peer.example:8443')).toBe('unknown-peer')
    expect(await reasonFor('evil.peer.example')).toBe('unknown-peer')
    expect(await reasonFor('peer.example', tenant.id + 1)).toBe('unknown-peer')
  })
})

describe('a sender who is blocked', () => {
  it('by a user shares with others as before', async () => {
    await using test = await openTestFederation({ policy: 'open' })
    const { federation, tenant } = test
    const user = { kind: 'user', tenant: tenant.id, userId: bob, username: 'bob', admin: false } as const
    await federation.blockSender(user, ann, 'mine')
    await federation.blockSender(user, ann, 'mine')
    expect(await federation.listBlockedSenders(user, 'mine')).toMatchObject([{ address: 'ann@peer.example' }])
    const reasonFor = async (recipient: UserId, sender = ann) =>
      (await federation.decide(tenant.id, { ...question, recipient, sender })).reason
    expect(await reasonFor(bob)).toBe('sender-blocked')
    expect(await reasonFor(carol)).toBe('policy-open')
    expect(await reasonFor(bob, addressOf('Ann@peer.example'))).toBe('policy-open')
    await expect(federation.blockSender(user, ann, 'everybody')).rejects.toMatchObject({ code: 'forbidden' })
    await federation.unblockSender(user, ann, 'mine')
    expect(await reasonFor(bob)).toBe('policy-open')
  })

  it('by a user with everybody there is anybody of that server, and of no other', async () => {
    await using test = await openTestFederation({ policy: 'open' })
    const { federation, tenant } = test
    const user = { kind: 'user', tenant: tenant.id, userId: bob, username: 'bob', admin: false } as const
    await federation.blockSender(user, hostOf('peer.example'), 'mine')
    expect(await federation.listBlockedSenders(user, 'mine')).toMatchObject([{ address: '@peer.example' }])
    const reasonFor = async (recipient: UserId, sender: string, host = 'peer.example') =>
      (
        await federation.decide(tenant.id, {
          ...question,
          recipient,
          sender: addressOf(sender),
          host: hostOf(host),
        })
      ).reason
    expect(await reasonFor(bob, 'ann@peer.example')).toBe('sender-blocked')
    expect(await reasonFor(bob, 'eve@peer.example')).toBe('sender-blocked')
    expect(await reasonFor(bob, 'eve@other.example')).toBe('sender-blocked')
    expect(await reasonFor(bob, 'eve@other.example', 'other.example')).toBe('policy-open')
    expect(await reasonFor(bob, 'eve@peer.example:8443', 'peer.example:8443')).toBe('policy-open')
    expect(await reasonFor(carol, 'ann@peer.example')).toBe('policy-open')
    await federation.unblockSender(user, hostOf('peer.example'), 'mine')
    expect(await reasonFor(bob, 'ann@peer.example')).toBe('policy-open')
  })

  it('by an administrator shares with nobody here, and is free again for all when that is taken back', async () => {
    await using test = await openTestFederation()
    const { federation, tenant } = test
    const operator = { kind: 'operator', tenant: tenant.id } as const
    await federation.blockSender(operator, ann, 'everybody')
    for (const recipient of [bob, carol]) {
      expect(await federation.decide(tenant.id, { ...question, recipient })).toEqual({
        decision: 'refuse',
        reason: 'sender-blocked',
      })
    }
    await federation.unblockSender(operator, ann, 'everybody')
    expect((await federation.decide(tenant.id, question)).decision).toBe('ask')
    const actions = (await test.activity.listAudit(operator, { limit: 10 })).map(({ action }) => action)
    expect(actions).toEqual(['sender.unblocked', 'sender.blocked', 'tenant.created'])
  })
})
