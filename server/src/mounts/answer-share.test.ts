import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { addressOf, hostOf, openTestMounts, secret } from './testing/test-mounts.ts'

/** A share of Ann’s, signed by her server. */
const fromAnn = {
  host: hostOf('peer.example'),
  verified: true,
  sender: addressOf('ann@peer.example'),
  recipient: 'bob' as never,
}

const day = 86_400_000

describe('accepting', () => {
  it('gives the share a place at once, makes its server known, and tells it', async () => {
    await using test = await openTestMounts()
    const item = await test.accepted()
    expect(item).toMatchObject({ share: { state: 'accepted' }, place: { path: ['Shared', 'Trip'] } })
    expect(await test.tree.stat(['Shared', 'Trip'])).toMatchObject({ kind: 'folder' })
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_ACCEPTED'])
    expect((await test.federation.decide(test.tenant.id, fromAnn)).decision).toBe('accept')
    expect((await test.audited()).map(({ action }) => action)).toEqual([
      'received-share.arrived',
      'received-share.accepted',
    ])
  })

  it('twice, or at the same time, is accepting once', async () => {
    await using test = await openTestMounts()
    await test.receive()
    const both = await Promise.all([1, 2].map(() => test.mounts.acceptShare(test.bob, 1)))
    expect(both[0]).toEqual(both[1])
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_ACCEPTED'])
    expect(await test.database.read.selectFrom('mounts').selectAll().execute()).toHaveLength(1)
  })

  it('what nobody has proven does not make anybody known', async () => {
    await using test = await openTestMounts()
    await test.receive({}, { ...test.peer, verified: false })
    await test.mounts.acceptShare(test.bob, 1)
    expect((await test.federation.decide(test.tenant.id, fromAnn)).reason).toBe('unknown-peer')
  })

  it.each<[string, string, (test: Awaited<ReturnType<typeof openTestMounts>>) => Promise<unknown>]>([
    ['was declined', 'declined', (test) => test.mounts.declineShare(test.bob, 1)],
    ['was taken back', 'removed', (test) => test.mounts.endReceivedShare(test.peer, { providerId: '7' })],
    ['is over, though nobody has looked', 'expired', (test) => test.clock.advance(60_000)],
  ])('what %s is refused', async (_, state, end) => {
    await using test = await openTestMounts()
    await test.receive({ expiresAt: test.clock.now() + 60_000 })
    await end(test)
    await expect(test.mounts.acceptShare(test.bob, 1)).rejects.toMatchObject({
      code: 'inbox-item-answered',
      because: { reason: `was-${state}` },
    })
  })
})

describe('declining', () => {
  it('what was not accepted tells its server', async () => {
    await using test = await openTestMounts()
    await test.receive()
    expect(await test.mounts.declineShare(test.bob, 1)).toMatchObject({ share: { state: 'declined' } })
    expect(test.ended).toEqual([1])
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_DECLINED'])
  })

  it('what was accepted removes it from the tree at once, though its server is down', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    test.internet.answer('POST *', transportError('ECONNREFUSED'))
    const item = await test.mounts.declineShare(test.bob, 1)
    expect(item).not.toHaveProperty('place')
    expect(await test.tree.stat(['Shared', 'Trip'])).toBeUndefined()
    expect((await test.audited()).at(-1)?.action).toBe('received-share.left')
  })

  it('by removing the place is the same, also of a folder around it', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    await test.tree.remove(['Shared'], { preconditions: {} })
    expect((await test.inbox())[0]).toMatchObject({ share: { state: 'declined' } })
    expect(await test.database.read.selectFrom('mounts').selectAll().execute()).toEqual([])
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_DECLINED'])
  })

  it('before the acceptance was told tells only the last word', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    await test.mounts.declineShare(test.bob, 1)
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_DECLINED'])
  })

  it('twice, or what has ended, changes nothing', async () => {
    await using test = await openTestMounts()
    await test.receive()
    await Promise.all([1, 2].map(() => test.mounts.declineShare(test.bob, 1)))
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_DECLINED'])
    expect(test.ended).toEqual([1])
  })

  it('is told for three days', async () => {
    await using test = await openTestMounts()
    await test.receive()
    test.internet.answer('POST *', transportError('ECONNREFUSED'))
    await test.mounts.declineShare(test.bob, 1)
    await test.jobs.runDue()
    expect(await test.jobs.list(test.tenant.id, { state: 'waiting' })).toHaveLength(1)
    await test.clock.advance(3 * day)
    await test.jobs.runDue()
    expect(await test.jobs.list(test.tenant.id, { state: 'waiting' })).toEqual([])
  })

  it('happens to everything that somebody had who is gone', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    const { bob, tenant } = test
    await test.database.write((tx) => test.mounts.leaveShares(tx, tenant.id, bob.userId))
    expect((await test.inbox()).map(({ share }) => share.state)).toEqual(['declined'])
    expect(await test.tree.stat(['Shared', 'Trip'])).toBeUndefined()
    await test.jobs.runDue()
    expect(test.notified()).toEqual(['SHARE_DECLINED'])
  })
})

describe('the end of a received share', () => {
  it('takes it out of the tree at once, and may be told again', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    expect(await test.mounts.endReceivedShare(test.peer, { providerId: '7' })).toEqual({ ok: true })
    expect(await test.mounts.endReceivedShare(test.peer, { providerId: '7' })).toEqual({ ok: true })
    expect((await test.inbox())[0]).toMatchObject({ share: { state: 'removed' } })
    expect(await test.tree.stat(['Shared', 'Trip'])).toBeUndefined()
    expect(test.ended).toEqual([1])
    // Nobody tells the sender what it has said itself.
    await test.jobs.runDue()
    expect(test.notified()).toEqual([])
  })

  it('is not taken from another server, whatever it knows', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    const evil = { ...test.peer, host: 'evil.example' }
    for (const actor of [evil, { ...evil, verified: false }]) {
      expect(await test.mounts.endReceivedShare(actor, { providerId: '7', sharedSecret: secret })).toEqual({
        ok: false,
        reason: 'share-not-found',
      })
    }
    expect(await test.tree.stat(['Shared', 'Trip'])).toBeDefined()
  })

  it('without a signature is proven by the secret', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    const unsigned = { ...test.peer, verified: false }
    expect(await test.mounts.endReceivedShare(unsigned, { providerId: '7' })).toEqual({
      ok: false,
      reason: 'not-allowed',
    })
    expect(
      await test.mounts.endReceivedShare(unsigned, { providerId: '7', sharedSecret: 'x' }),
    ).toMatchObject({
      ok: false,
    })
    expect(await test.mounts.endReceivedShare(unsigned, { providerId: '7', sharedSecret: secret })).toEqual({
      ok: true,
    })
  })

  it('comes with time, for any number of shares, and leaves the others', async () => {
    await using test = await openTestMounts()
    await test.accepted({ expiresAt: test.clock.now() + 60_000 })
    await test.receive({ providerId: 'staying' })
    await test.database.write(async (tx) => {
      const row = await tx.selectFrom('received_shares').selectAll().orderBy('id').executeTakeFirstOrThrow()
      for (let n = 0; n < 150; n += 1) {
        const copy = { ...row, id: 1000 + n, provider_id: `other-${n}`, state: 'pending' }
        await tx.insertInto('received_shares').values(copy).execute()
      }
    })
    await test.clock.advance(60_000)
    await test.mounts.expireReceivedShares()
    await test.mounts.expireReceivedShares()
    const states = (await test.inbox()).map(({ share }) => share.state)
    expect(states.filter((state) => state === 'expired')).toHaveLength(151)
    expect(states.filter((state) => state === 'pending')).toHaveLength(1)
    expect(await test.tree.stat(['Shared', 'Trip'])).toBeUndefined()
  })
})
