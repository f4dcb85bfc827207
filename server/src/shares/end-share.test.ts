import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { openTestShares, secretIn } from './testing/test-shares.ts'

const day = 86_400_000

describe('taking a share back', () => {
  it('ends it at once, and tells the recipient’s server', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    await test.shares.revokeShare(test.ann, share.id)
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'revoked' })
    expect(test.ended).toEqual([share.id])
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toMatchObject([
      {
        notificationType: 'SHARE_UNSHARED',
        senderDomain: 'cloud.example',
        resourceType: 'folder',
        providerId: '1',
        notification: { sharedSecret: secretIn(test.posted('/ocm/shares')[0]), grantee: 'bob' },
      },
    ])
  })

  it('twice, or of what has ended already, changes nothing', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    await Promise.all([1, 2, 3].map(() => test.shares.revokeShare(test.ann, share.id)))
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toHaveLength(1)
    expect((await test.audited()).filter(({ action }) => action === 'share.revoked')).toHaveLength(1)
  })

  it('is the owner’s affair alone', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    const eve = await test.addUser('eve')
    await expect(test.shares.revokeShare(eve, share.id)).rejects.toMatchObject({ code: 'share-not-found' })
    await expect(test.shares.revokeShare(test.ann, 77)).rejects.toMatchObject({ code: 'share-not-found' })
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'announced' })
  })

  it('is told for 14 days to a server that is down, and not after', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    test.peerAnswers('/ocm/notifications', transportError('ECONNREFUSED'))
    await test.shares.revokeShare(test.ann, share.id)
    await test.jobs.runDue()
    await test.clock.advance(13 * day)
    test.peerAnswers('/ocm/notifications', { status: 201 })
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications').length).toBeGreaterThanOrEqual(2)
    expect(await test.jobs.list(test.tenant.id)).toEqual([])
  })

  it('is told again to a server that does not understand us for a while, and not to one that knows of no such share', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    test.peerAnswers('/ocm/notifications', { status: 401 })
    await test.shares.revokeShare(test.ann, share.id)
    await test.jobs.runDue()
    expect(await test.jobs.list(test.tenant.id)).toHaveLength(1)
    test.peerAnswers('/ocm/notifications', { status: 404 })
    await test.clock.advance(60_000)
    await test.jobs.runDue()
    expect(await test.jobs.list(test.tenant.id)).toEqual([])
  })

  it('that was removed with what it shared is told, too', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    await test.tree.remove(['Trip'], { preconditions: {} })
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'revoked' })
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toHaveLength(1)
  })

  it('goes with any number of removed files', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    const many = Array.from({ length: 70_000 }, (_, n) => 1_000_000 + n)
    const nodes = [...many, share.nodeId]
    await test.database.write((tx) => test.shares.endSharesOfNodes(tx, test.tenant.id, nodes))
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'revoked' })
  })

  it('happens to all that somebody has shared who is gone', async () => {
    await using test = await openTestShares()
    await test.share()
    await test.share({ shareWith: 'carol@peer.example' })
    const { ann, tenant } = test
    await test.database.write((tx) => test.shares.endSharesOfOwner(tx, tenant.id, ann.userId))
    expect((await test.shares.listShares(ann, { limit: 9 })).map(({ state }) => state)).toEqual([
      'revoked',
      'revoked',
    ])
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toHaveLength(2)
  })
})

describe('a share whose time is over', () => {
  it('is ended, and its end told', async () => {
    await using test = await openTestShares()
    const expiring = await test.share({ expiresAt: test.clock.now() + 60_000 })
    const staying = await test.share({ shareWith: 'carol@peer.example', expiresAt: test.clock.now() + day })
    await test.clock.advance(60_000)
    await test.shares.expireShares()
    await test.shares.expireShares()
    expect(await test.shares.readShare(test.ann, expiring.id)).toMatchObject({ state: 'expired' })
    expect(await test.shares.readShare(test.ann, staying.id)).toMatchObject({ state: 'announced' })
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toMatchObject([
      { providerId: '1', notification: { message: 'The share has expired' } },
    ])
  })

  it('is one of any number', async () => {
    await using test = await openTestShares()
    const share = await test.share({ expiresAt: test.clock.now() + 60_000 })
    await test.database.write(async (tx) => {
      const row = await tx.selectFrom('shares').selectAll().executeTakeFirstOrThrow()
      for (let n = 0; n < 250; n += 1) {
        const copy = { ...row, id: 1000 + n, recipient: `r${n}@peer.example`, secret_lookup: `lookup-${n}` }
        await tx.insertInto('shares').values(copy).execute()
      }
    })
    await test.clock.advance(60_000)
    await test.shares.expireShares()
    expect(test.ended).toHaveLength(251)
    expect(test.ended).toContain(share.id)
  })
})
