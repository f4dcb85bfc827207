import { describe, expect, it } from 'vitest'
import { permissionsOfWords } from '../platform/permissions.ts'
import { openTestShares, secretIn } from './testing/test-shares.ts'

const change = { permissions: permissionsOfWords(['read', 'write']) }

describe('changing a share with somebody on another server', () => {
  it('tells that server, once for all that is changed before it hears of it', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    const end = test.clock.now() + 60_000
    await test.shares.changeShare(test.ann, share.id, { ...change, expiresAt: end })
    expect(await test.shares.changeShare(test.ann, share.id, change)).toMatchObject({ expiresAt: end })
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toEqual([
      {
        notificationType: 'SHARE_CHANGE_PERMISSION',
        senderDomain: 'cloud.example',
        resourceType: 'folder',
        shareType: 'user',
        providerId: '1',
        notification: {
          message: 'The share was changed',
          sharedSecret: secretIn(test.posted('/ocm/shares')[0]),
          grantee: 'bob',
          file: { providerId: '1', permissions: ['read', 'write'], expiration: Math.floor(end / 1000) },
        },
      },
    ])
    expect((await test.audited()).map(({ action }) => action)).toEqual([
      'share.created',
      'share.announced',
      'share.changed',
    ])
  })

  it('is not spoken of again by a server that does not take it', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    test.peerAnswers('/ocm/notifications', { status: 501 })
    await test.shares.changeShare(test.ann, share.id, change)
    await test.jobs.runDue()
    expect(await test.jobs.list(test.tenant.id)).toEqual([])
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject(change)
  })

  it('before it is announced is announced as it then is, and not told besides', async () => {
    await using test = await openTestShares()
    test.internet.answer('GET https://peer.example/.well-known/ocm', async () => {
      await test.shares.changeShare(test.ann, 1, change)
      return { body: test.document }
    })
    await test.share()
    await test.jobs.runDue()
    expect(test.posted('/ocm/shares')).toMatchObject([
      { protocol: { webdav: { permissions: ['read', 'write'] } } },
    ])
    expect(test.posted('/ocm/notifications')).toEqual([])
  })

  it('that has ended meanwhile is not told', async () => {
    await using test = await openTestShares()
    const share = await test.share()
    await test.shares.changeShare(test.ann, share.id, change)
    await test.shares.revokeShare(test.ann, share.id)
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications').map(({ notificationType }) => notificationType)).toEqual([
      'SHARE_UNSHARED',
    ])
    await expect(test.shares.changeShare(test.ann, share.id, change)).rejects.toMatchObject({
      code: 'share-over',
    })
  })
})
