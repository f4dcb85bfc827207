import { describe, expect, it } from 'vitest'
import { openTestMounts, secret } from './testing/test-mounts.ts'

const place = ['Shared', 'Trip']

describe('a change that a share’s server tells', () => {
  it('counts for what is shown of its place, and is written down once', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    const before = await test.tree.stat(['Shared'])
    const notice = { providerId: '7', permissions: ['read'] as const, expiresAt: test.clock.now() + 60_000 }
    expect(await test.mounts.changeReceivedShare(test.peer, notice)).toEqual({ ok: true })
    expect(await test.mounts.changeReceivedShare(test.peer, notice)).toEqual({ ok: true })
    expect(await test.tree.stat(place)).toMatchObject({ rights: { read: true, update: false } })
    expect((await test.tree.stat(['Shared']))?.etag).not.toBe(before?.etag)
    expect((await test.audited()).map(({ action }) => action)).toEqual([
      'received-share.arrived',
      'received-share.accepted',
      'received-share.changed',
    ])
    await test.clock.advance(60_000)
    expect(await test.tree.stat(place)).toBeUndefined()
  })

  it('may take its end away, and leaves it where nothing is said about it', async () => {
    await using test = await openTestMounts()
    await test.accepted({ expiresAt: test.clock.now() + 60_000 })
    await test.mounts.changeReceivedShare(test.peer, { providerId: '7', permissions: ['read'] })
    expect(await test.inbox()).toMatchObject([{ share: { expiresAt: test.clock.now() + 60_000 } }])
    const notice = { providerId: '7', permissions: ['read'] as const, expiresAt: null }
    await test.mounts.changeReceivedShare(test.peer, notice)
    expect((await test.inbox())[0]?.share).not.toHaveProperty('expiresAt')
  })

  it.each<[string, { host?: string; verified?: boolean; sharedSecret?: string }, string]>([
    ['another server', { host: 'evil.example' }, 'share-not-found'],
    ['whoever proves nothing', { verified: false }, 'not-allowed'],
    ['whoever means a share with another secret', { sharedSecret: 'another' }, 'not-allowed'],
  ])('is refused from %s, and so is an end', async (_, { sharedSecret, ...changes }, reason) => {
    await using test = await openTestMounts()
    await test.accepted()
    const naming = { providerId: '7', ...(sharedSecret !== undefined && { sharedSecret }) }
    const notice = { ...naming, permissions: ['read'] as const }
    expect(await test.mounts.endReceivedShare({ ...test.peer, ...changes }, naming)).toEqual({
      ok: false,
      reason,
    })
    expect(await test.mounts.changeReceivedShare({ ...test.peer, ...changes }, notice)).toEqual({
      ok: false,
      reason,
    })
    expect(await test.tree.stat(place)).toMatchObject({ rights: { update: true } })
  })

  it('is taken from who knows the secret', async () => {
    await using test = await openTestMounts()
    await test.receive({}, { ...test.peer, verified: false })
    const notice = { providerId: '7', permissions: ['read'] as const, sharedSecret: secret }
    expect(await test.mounts.changeReceivedShare({ ...test.peer, verified: false }, notice)).toEqual({
      ok: true,
    })
  })

  it('changes nothing about what is over', async () => {
    await using test = await openTestMounts()
    await test.accepted()
    await test.mounts.endReceivedShare(test.peer, { providerId: '7' })
    const before = await test.inbox()
    await test.mounts.changeReceivedShare(test.peer, { providerId: '7', permissions: ['read'] })
    expect(await test.inbox()).toEqual(before)
  })
})
