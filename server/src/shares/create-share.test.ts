import { describe, expect, it } from 'vitest'
import { permissionsOfWords } from '../platform/permissions.ts'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { openTestShares, orderOf, secretIn } from './testing/test-shares.ts'

/** A share of Ann’s, signed by her server. */
const fromAnn = {
  host: 'peer.example' as never,
  verified: true,
  sender: { identifier: 'ann', host: 'peer.example' } as never,
  recipient: 'bob' as never,
}

describe('sharing', () => {
  it('announces the share to the recipient’s server, and gives it as it then is', async () => {
    await using test = await openTestShares()
    const share = await test.share({ note: 'have fun', permissions: permissionsOfWords(['read', 'write']) })
    expect(share).toMatchObject({ id: 1, name: 'Trip', state: 'announced', resourceKind: 'folder' })
    expect(test.posted('/ocm/shares')).toEqual([
      {
        shareWith: 'bob@peer.example',
        name: 'Trip',
        description: 'have fun',
        providerId: '1',
        owner: 'ann@cloud.example',
        ownerDisplayName: 'ann',
        sender: 'ann@cloud.example',
        senderDisplayName: 'ann',
        shareType: 'user',
        resourceType: 'folder',
        protocol: {
          name: 'multi',
          webdav: {
            uri: 'https://cloud.example/dav/ocm/1',
            sharedSecret: expect.stringMatching(/^[\w-]{43}$/),
            permissions: ['read', 'write'],
            requirements: ['must-exchange-token'],
          },
        },
      },
    ])
  })

  it('makes the recipient’s server known, and writes down what was done, without the secret', async () => {
    await using test = await openTestShares()
    await test.share()
    expect(await test.federation.decide(test.tenant.id, fromAnn)).toMatchObject({ decision: 'accept' })
    const lines = await test.audited()
    expect(lines.map(({ action, actor_kind }) => `${actor_kind} ${action}`)).toEqual([
      'user share.created',
      'system share.announced',
    ])
    const secret = secretIn(test.posted('/ocm/shares')[0])
    const everything = JSON.stringify([lines, test.logger.events, await dump(test)])
    expect(everything).toContain('bob@peer.example')
    expect(everything).not.toContain(secret)
  })

  it.each([
    ['two seconds', {}, 2_000],
    ['as long as it was ordered', { patience: 10_000 }, 10_000],
  ])('gives the share as it is after %s, when the recipient’s server is slow', async (_, wish, time) => {
    await using test = await openTestShares()
    const answer = Promise.withResolvers<{ status: number }>()
    test.peerAnswers('/ocm/shares', () => answer.promise)
    let ended = false
    const ordered = test.shares.createShare(test.ann, { ...orderOf(), ...wish }).finally(() => {
      ended = true
    })
    const running = (async () => {
      while ((await test.jobs.runDue()) === 0) await test.clock.advance(1)
    })()
    await test.clock.advance(time - 1_000)
    expect(ended).toBe(false)
    await test.clock.advance(1_000)
    expect(await ordered).toMatchObject({ state: 'announcing' })
    answer.resolve({ status: 201 })
    await running
    expect(await test.shares.readShare(test.ann, 1)).toMatchObject({ state: 'announced' })
  })

  it('with the same person again is the same share, and tells nobody', async () => {
    await using test = await openTestShares()
    const first = await test.share()
    const again = await test.share()
    expect(again).toEqual(first)
    expect(test.posted('/ocm/shares')).toHaveLength(1)
  })

  it('twice at the same time is one share', async () => {
    await using test = await openTestShares()
    const both = await Promise.all([test.share(), test.share()])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    expect(test.posted('/ocm/shares')).toHaveLength(1)
  })

  it('in another way with the same person is refused as long as the first share stands', async () => {
    await using test = await openTestShares()
    const first = await test.share()
    const more = { permissions: permissionsOfWords(['read', 'write']) }
    await expect(test.share(more)).rejects.toMatchObject({ code: 'share-exists' })
    await test.shares.revokeShare(test.ann, first.id)
    expect(await test.share(more)).toMatchObject({ id: 2 })
  })

  it('again after its time is over is a new share, also before anybody has looked', async () => {
    await using test = await openTestShares()
    const first = await test.share({ expiresAt: test.clock.now() + 60_000 })
    await test.clock.advance(60_000)
    const second = await test.share()
    expect(second.id).not.toBe(first.id)
    expect(await test.shares.readShare(test.ann, first.id)).toMatchObject({ state: 'expired' })
  })

  it.each([
    ['what is no address', { shareWith: 'bob@' }, 'invalid-address'],
    ['nobody', { shareWith: 'nobody' }, 'recipient-not-found'],
    ['nobody here', { shareWith: 'nobody@cloud.example' }, 'recipient-not-found'],
    ['no group', { shareWith: 'ann', recipientKind: 'group' as const }, 'recipient-not-found'],
    ['oneself', { shareWith: 'ann' }, 'share-with-self'],
    ['oneself by address', { shareWith: 'ANN@CLOUD.example:443' }, 'share-with-self'],
    ['what is not there', { path: ['Missing'] }, 'node-not-found'],
    ['everything', { path: [] }, 'validation-failed'],
    ['what would be over', { expiresAt: 0 }, 'validation-failed'],
  ])('with or of %s is refused', async (_, changes, code) => {
    await using test = await openTestShares()
    await expect(test.shares.createShare(test.ann, orderOf(changes))).rejects.toMatchObject({ code })
    expect(await test.audited()).toEqual([])
  })
})

describe('an announcement', () => {
  it.each([
    [{ status: 403 }, 'refused', 'forbidden'],
    [{ status: 400 }, 'refused', 'invalid'],
    [{ status: 501 }, 'refused', 'not-supported'],
  ])('that is answered %j is over, and not tried again', async (answer, state, stateReason) => {
    await using test = await openTestShares()
    test.peerAnswers('/ocm/shares', answer)
    const share = await test.share()
    expect(share).toMatchObject({ state, stateReason })
    await test.clock.advance(86_400_000)
    expect(await test.jobs.runDue()).toBe(0)
    expect(test.ended).toEqual([share.id])
    expect(test.posted('/ocm/notifications')).toEqual([])
  })

  it('to what is no cloud fails', async () => {
    await using test = await openTestShares()
    test.internet.answer('GET *', { status: 404 })
    expect(await test.share()).toMatchObject({ state: 'failed', stateReason: 'not-ocm' })
    expect(test.posted('/ocm/notifications')).toEqual([])
  })

  it('to a server that is down is tried again, and says why it is late', async () => {
    await using test = await openTestShares()
    test.peerAnswers('/ocm/shares', transportError('ECONNREFUSED'))
    expect(await test.share()).toMatchObject({ state: 'announcing', stateReason: 'connection-refused' })
    test.peerAnswers('/ocm/shares', { status: 201 })
    await test.clock.advance(10_000)
    await test.jobs.runDue()
    const share = await test.shares.readShare(test.ann, 1)
    expect(share).toMatchObject({ state: 'announced' })
    expect(share.stateReason).toBeUndefined()
  })

  it('that never comes through fails after three days, and its end is told should it have come through', async () => {
    await using test = await openTestShares()
    test.peerAnswers('/ocm/shares', transportError('ETIMEDOUT'))
    await test.share()
    await test.clock.advance(3 * 86_400_000 + 1)
    await test.jobs.runDue()
    expect(await test.shares.readShare(test.ann, 1)).toMatchObject({
      state: 'failed',
      stateReason: 'timeout',
    })
    await test.clock.advance(3_600_000)
    await test.jobs.runDue()
    expect(test.posted('/ocm/notifications')).toMatchObject([
      { notificationType: 'SHARE_UNSHARED', providerId: '1' },
    ])
  })

  it('says the terms that the peer has now, and they are written before the peer can ask', async () => {
    await using test = await openTestShares()
    const { capabilities, ...rest } = test.document
    const weaker = { ...rest, capabilities: capabilities.filter((name) => name !== 'exchange-token') }
    test.internet.answer('GET https://peer.example/.well-known/ocm', { body: weaker })
    let seen: unknown
    test.peerAnswers('/ocm/shares', async () => {
      seen = await test.database.read
        .selectFrom('shares')
        .select(['must_exchange_token', 'told'])
        .executeTakeFirst()
      return { status: 201 }
    })
    await test.share()
    expect(seen).toEqual({ must_exchange_token: 0, told: 1 })
  })

  it('of what is removed at the same time is not made, or taken back', async () => {
    await using test = await openTestShares()
    const sharing = test.share().catch((error: unknown) => error)
    await test.tree.remove(['Trip'], { preconditions: {} })
    const outcome = await sharing
    if (!(outcome instanceof Error)) {
      expect(await test.shares.readShare(test.ann, 1)).toMatchObject({ state: 'revoked' })
    } else expect(outcome).toMatchObject({ code: 'node-not-found' })
    await expect(test.share()).rejects.toMatchObject({ code: 'node-not-found' })
  })

  it('of a share that was taken back meanwhile is not made', async () => {
    await using test = await openTestShares()
    test.internet.answer('GET https://peer.example/.well-known/ocm', async () => {
      await test.shares.revokeShare(test.ann, 1)
      return { body: test.document }
    })
    expect(await test.share()).toMatchObject({ state: 'revoked' })
    await test.jobs.runDue()
    expect(test.internet.lines().filter((line) => line.startsWith('POST'))).toEqual([])
  })

  it('whose answer is overtaken by the recipient’s leaves the share accepted', async () => {
    await using test = await openTestShares()
    test.peerAnswers('/ocm/shares', async () => {
      await test.shares.noteAnswer(test.peer, { providerId: '1', answer: 'accepted' })
      return { status: 201 }
    })
    expect(await test.share()).toMatchObject({ state: 'accepted' })
  })
})

describe('the shares of a user', () => {
  it('are listed newest first, page by page, and shown to nobody else', async () => {
    await using test = await openTestShares()
    for (const shareWith of ['a@peer.example', 'b@peer.example', 'c@peer.example'])
      await test.share({ shareWith })
    const page = await test.shares.listShares(test.ann, { limit: 2 })
    expect(page.map(({ id }) => id)).toEqual([3, 2])
    expect((await test.shares.listShares(test.ann, { limit: 2, before: 2 })).map(({ id }) => id)).toEqual([1])
    const eve = await test.addUser('eve')
    expect(await test.shares.listShares(eve, { limit: 10 })).toEqual([])
    await expect(test.shares.readShare(eve, 1)).rejects.toMatchObject({ code: 'share-not-found' })
  })
})

async function dump({ database }: Awaited<ReturnType<typeof openTestShares>>): Promise<unknown> {
  return Promise.all([
    database.read.selectFrom('shares').selectAll().execute(),
    database.read.selectFrom('jobs').selectAll().execute(),
  ])
}
