import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { idOfItem } from './index.ts'
import {
  addressOf,
  hostOf,
  multistatus,
  openTestMounts,
  secret,
  shareCreation,
  webdavOf,
} from './testing/test-mounts.ts'

describe('a share that arrives', () => {
  it('waits in the recipient’s inbox, with all that is known of it', async () => {
    await using test = await openTestMounts()
    expect(await test.receive({ description: 'have fun', ownerDisplayName: 'Ann' })).toMatchObject({
      ok: true,
      recipient: { username: 'bob' },
    })
    expect(await test.inbox()).toMatchObject([
      {
        share: {
          id: 1,
          name: 'Trip',
          description: 'have fun',
          ownerDisplayName: 'Ann',
          peer: 'peer.example',
          state: 'pending',
          verified: true,
          trustReason: 'unknown-peer',
          mustExchangeToken: true,
        },
      },
    ])
    expect((await test.inbox())[0]).not.toHaveProperty('place')
  })

  it('is written down, and its secret nowhere in the open', async () => {
    await using test = await openTestMounts()
    await test.receive()
    expect((await test.audited()).map(({ action, actor }) => [action, actor])).toEqual([
      ['received-share.arrived', 'peer.example'],
    ])
    const tables = await Promise.all([
      test.database.read.selectFrom('received_shares').selectAll().execute(),
      test.audited(),
      test.inbox(),
    ])
    expect(JSON.stringify([tables, test.logger.events])).not.toContain(secret)
    expect(JSON.stringify(await test.inbox())).not.toMatch(/secretSealed|secretLookup/)
  })

  it.each([
    ['nobody here', { shareWith: addressOf('nobody@cloud.example') }],
    ['somebody elsewhere', { shareWith: addressOf('bob@other.example') }],
  ])('for %s is refused', async (_, changes) => {
    await using test = await openTestMounts()
    expect(await test.receive(changes)).toMatchObject({ ok: false, reason: 'recipient-not-found' })
  })

  it('for somebody who is disabled is refused as for nobody', async () => {
    await using test = await openTestMounts()
    await test.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
    expect(await test.receive()).toMatchObject({ ok: false, reason: 'recipient-not-found' })
  })

  it('and demands a token that its server does not give is refused', async () => {
    await using test = await openTestMounts()
    const { tokenEndPoint: _, capabilities, ...rest } = test.document
    const body = { ...rest, capabilities: capabilities.filter((name) => name !== 'exchange-token') }
    test.internet.answer('GET https://peer.example/.well-known/ocm', { body })
    expect(await test.receive()).toMatchObject({ ok: false, reason: 'no-token-endpoint' })
    expect(await test.receive({ webdav: webdavOf({ requirements: [] }) })).toMatchObject({ ok: true })
  })

  it.each([
    ['a place that is none', { uri: '../8' }],
    ['a place without encryption', { uri: 'http://peer.example/dav/7' }],
  ])('and lies at %s is refused', async (_, changes) => {
    await using test = await openTestMounts()
    expect(await test.receive({ webdav: webdavOf(changes) })).toMatchObject({
      ok: false,
      reason: 'no-access',
    })
  })

  it('from a server that cannot be asked just now may come again', async () => {
    await using test = await openTestMounts()
    test.internet.answer('GET *', transportError('ECONNREFUSED'))
    expect(await test.receive()).toMatchObject({ ok: false, reason: 'sender-unreachable' })
    expect(await test.inbox()).toEqual([])
  })
})

describe('a share that arrives again', () => {
  it('is the same share', async () => {
    await using test = await openTestMounts()
    const all = await Promise.all([1, 2, 3].map(() => test.receive()))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(await test.inbox()).toHaveLength(1)
    expect(await test.audited()).toHaveLength(1)
  })

  it('changed by its server, is what it says now, and what it no longer says is gone', async () => {
    await using test = await openTestMounts()
    await test.receive({ description: 'old', expiresAt: test.clock.now() + 60_000, ownerDisplayName: 'Ann' })
    await test.clock.advance(1)
    expect(await test.receive({ name: 'Journey' })).toMatchObject({ ok: true })
    const [item] = await test.inbox()
    expect(item?.share).toMatchObject({ name: 'Journey', state: 'pending', changedAt: test.clock.now() })
    expect(item?.share).not.toHaveProperty('description')
    expect(item?.share).not.toHaveProperty('expiresAt')
    expect(item?.share).not.toHaveProperty('ownerDisplayName')
    expect((await test.audited()).map(({ action }) => action)).toContain('received-share.changed')
    await test.receive({ name: 'Journey' })
    expect(await test.audited()).toHaveLength(2)
  })

  it('changed after it was accepted stays in its place, and clients are made to look', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    const before = (await test.tree.stat([]))?.etag
    expect(await test.receive({ webdav: webdavOf({ permissions: ['read'] }) })).toMatchObject({ ok: true })
    expect((await test.inbox())[0]).toMatchObject({
      share: { state: 'accepted' },
      place: { path: ['Shared', 'Trip'] },
    })
    expect((await test.tree.stat([]))?.etag).not.toBe(before)
    expect(await test.tree.stat(['Shared', 'Trip'])).toMatchObject({
      rights: { update: false, create: false },
    })
  })

  it('after it was declined is not asked about again', async () => {
    await using test = await openTestMounts()
    await test.receive()
    await test.mounts.declineShare(test.bob, 1)
    expect(await test.receive({ name: 'Please' })).toMatchObject({ ok: true })
    expect((await test.inbox()).map(({ share }) => share.state)).toEqual(['declined'])
  })

  it('changed and unsigned, is a conflict', async () => {
    await using test = await openTestMounts()
    const unsigned = { ...test.peer, verified: false }
    await test.receive({}, unsigned)
    expect(await test.receive({ name: 'Journey' }, unsigned)).toMatchObject({ ok: false, reason: 'conflict' })
  })

  it('signed after somebody claimed it with its secret, is proven now', async () => {
    await using test = await openTestMounts()
    await test.receive({}, { ...test.peer, verified: false })
    await test.receive()
    expect((await test.inbox()).map(({ share }) => [share.id, share.verified])).toEqual([[1, true]])
  })

  it('for somebody else is another share', async () => {
    await using test = await openTestMounts()
    const carol = await test.addUser('carol')
    await test.receive()
    await test.receive({ shareWith: addressOf('carol@cloud.example') })
    expect(await test.inbox(carol)).toHaveLength(1)
    expect(await test.inbox()).toHaveLength(1)
  })
})

describe('an inbox', () => {
  const many = async (
    test: Awaited<ReturnType<typeof openTestMounts>>,
    count: number,
    actor = test.peer,
    first = 0,
  ): Promise<string[]> => {
    const reasons: string[] = []
    for (let n = first; n < first + count; n += 1) {
      const share = shareCreation({ providerId: `${n}`, webdav: webdavOf({ sharedSecret: `secret-${n}` }) })
      const reception = await test.mounts.receiveShare(actor, share)
      reasons.push(reception.ok ? 'ok' : reception.reason)
    }
    return reasons
  }

  it('takes ten shares of a stranger until they are answered', async () => {
    await using test = await openTestMounts()
    const reasons = await many(test, 11)
    expect(reasons.filter((reason) => reason === 'ok')).toHaveLength(10)
    expect(reasons.at(-1)).toBe('too-many-pending')
    await test.mounts.declineShare(test.bob, 1)
    expect(await many(test, 1, test.peer, 50)).toEqual(['ok'])
  })

  it('takes a hundred of all strangers together', async () => {
    await using test = await openTestMounts()
    const reasons: string[] = []
    for (let n = 0; n < 11; n += 1) {
      const host = `stranger-${n}.example`
      const document = JSON.parse(JSON.stringify(test.document).replaceAll('peer.example', host)) as object
      test.internet.answer(`GET https://${host}/.well-known/ocm`, { body: document })
      reasons.push(...(await many(test, 10, { ...test.peer, host })))
    }
    expect(reasons.filter((reason) => reason === 'ok')).toHaveLength(100)
    expect(reasons.slice(-10)).toEqual(Array(10).fill('too-many-pending'))
  })

  it('takes a hundred of a server that people here have to do with', async () => {
    await using test = await openTestMounts()
    const { database, federation, tenant } = test
    await database.write((tx) => federation.markKnown(tx, tenant.id, hostOf('peer.example'), 'share-sent'))
    const reasons = await many(test, 101)
    expect(reasons.filter((reason) => reason === 'ok')).toHaveLength(100)
    expect(await many(test, 1, { ...test.peer, verified: false }, 500)).toEqual(['too-many-pending'])
  })

  it('takes no more than one person can answer, whoever sends them', async () => {
    await using test = await openTestMounts({ pendingPerPeer: 4, pendingPerUser: 6 })
    const { database, federation, tenant } = test
    const reasons: string[] = []
    for (const host of ['one.example', 'two.example']) {
      await database.write((tx) => federation.markKnown(tx, tenant.id, hostOf(host), 'share-sent'))
      const document = JSON.parse(JSON.stringify(test.document).replaceAll('peer.example', host)) as object
      test.internet.answer(`GET https://${host}/.well-known/ocm`, { body: document })
      reasons.push(...(await many(test, 5, { ...test.peer, host })))
    }
    expect(reasons.map((reason) => (reason === 'ok' ? '+' : '-')).join('')).toBe('++++-++---')
  })

  it('is shown newest first, page by page, and to its owner alone', async () => {
    await using test = await openTestMounts()
    await many(test, 3)
    const page = await test.mounts.listInbox(test.bob, { limit: 2 })
    expect(page.map(idOfItem)).toEqual([3, 2])
    const rest = await test.mounts.listInbox(test.bob, { limit: 2, before: 2 })
    expect(rest.map(idOfItem)).toEqual([1])
    const eve = await test.addUser('eve')
    expect(await test.inbox(eve)).toEqual([])
    for (const peek of [
      () => test.mounts.readInboxItem(eve, 1),
      () => test.mounts.acceptShare(eve, 1),
      () => test.mounts.declineShare(eve, 1),
      () => test.mounts.lastListing(eve, 1, []),
    ]) {
      await expect(peek()).rejects.toMatchObject({ code: 'inbox-item-not-found' })
    }
  })
})

describe('the partner of a received share', () => {
  it('is its sender’s server: proven by the secret, or else meant when only one uses the id, or only one with proof', async () => {
    await using test = await openTestMounts()
    await test.receive()
    const partner = (sharedSecret?: string) =>
      test.mounts.partnerOf(test.tenant.id, {
        providerId: '7',
        ...(sharedSecret === undefined ? {} : { sharedSecret }),
      })
    expect(await partner(secret)).toEqual({ host: 'peer.example', proven: true })
    expect(await partner('wrong')).toEqual({ host: 'peer.example', proven: false })
    expect(await partner()).toEqual({ host: 'peer.example', proven: false })

    const document = JSON.parse(
      JSON.stringify(test.document).replaceAll('peer.example', 'other.example'),
    ) as object
    test.internet.answer('GET https://other.example/.well-known/ocm', { body: document })
    const other = { ...test.peer, host: 'other.example' }
    await test.receive({ webdav: webdavOf({ sharedSecret: 'third' }) }, { ...other, verified: false })
    expect(await partner()).toEqual({ host: 'peer.example', proven: false })
    await test.receive({ webdav: webdavOf({ sharedSecret: 'another' }) }, other)
    expect(await partner()).toBeUndefined()
    expect(await partner('another')).toEqual({ host: 'other.example', proven: true })
  })
})

describe('when nothing is wanted of a server or a sender any more', () => {
  it('what waits is declined, what was accepted stays, and others are not touched', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    await test.receive({ providerId: '8', webdav: webdavOf({ sharedSecret: 'another-secret' }) })
    const eve = addressOf('eve@peer.example')
    await test.receive({ providerId: '9', sender: eve, owner: eve, name: 'Spam' })
    const states = async () =>
      (await test.inbox()).map(({ share }) => `${share.providerId} ${share.state}`).toSorted()

    const user = { kind: 'user', tenant: test.tenant.id, userId: test.bob.userId } as const
    await test.federation.blockSender({ ...test.bob, ...user }, eve, 'mine')
    expect(await states()).toEqual(['7 accepted', '8 pending', '9 declined'])
    expect(await test.receive({ providerId: '10', sender: eve, owner: eve })).toMatchObject({
      ok: false,
      reason: 'sender-blocked',
    })

    await test.federation.blockSender({ ...test.bob, ...user }, hostOf('elsewhere.example'), 'mine')
    expect(await states()).toEqual(['7 accepted', '8 pending', '9 declined'])
    await test.federation.blockSender({ ...test.bob, ...user }, hostOf('peer.example'), 'mine')
    expect(await states()).toEqual(['7 accepted', '8 declined', '9 declined'])
    expect(await test.receive({ providerId: '12' })).toMatchObject({ ok: false, reason: 'sender-blocked' })
    await test.federation.unblockSender({ ...test.bob, ...user }, hostOf('peer.example'), 'mine')
    await test.receive({ providerId: '13', webdav: webdavOf({ sharedSecret: 'a third secret' }) })

    const operator = { kind: 'operator', tenant: test.tenant.id } as const
    await test.federation.setPeerRule(operator, hostOf('peer.example'), { rule: 'block' })
    expect(await states()).toEqual(['13 declined', '7 accepted', '8 declined', '9 declined'])
    expect(await test.receive({ providerId: '11' })).toMatchObject({ ok: false, reason: 'peer-blocked' })
  })

  it('an accepted share of that server keeps its place, and asks nobody until it is free again', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    test.peerServes('PROPFIND', '/', multistatus({ path: '', etag: '"1"' }))
    const operator = { kind: 'operator', tenant: test.tenant.id } as const
    await test.federation.setPeerRule(operator, hostOf('peer.example'), { rule: 'block' })
    expect(await test.tree.stat(['Shared', 'Trip'])).toMatchObject({ kind: 'folder' })
    await expect(test.tree.list(['Shared', 'Trip'])).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining('blocked'),
    })
    expect(test.asked()).toEqual([])
    await test.federation.clearPeerRule(operator, hostOf('peer.example'))
    await test.tree.list(['Shared', 'Trip'])
    expect(test.asked()).toEqual(['PROPFIND /'])
  })
})
