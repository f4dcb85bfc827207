import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { permissionsOfWords } from '../platform/permissions.ts'
import { get, names, openNeighbours, place, put } from './testing/neighbours.ts'

describe('a change of a share', () => {
  it('counts at once, also for an upload that has begun, and the place shows it', async () => {
    await using test = await openNeighbours()
    const share = await test.share(test.ann, 'carol')
    const before = await test.carolTree.stat(['Shared'])
    const body = new Readable({ read() {} })
    body.push('half')
    const upload = test.carolTree.write([...place, 'new.txt'], body, { preconditions: {} })
    await test.shares.changeShare(test.ann, share.id, { permissions: permissionsOfWords(['read']) })
    body.push(null)
    await expect(upload).rejects.toMatchObject({ reason: 'forbidden' })
    expect(await test.carolTree.stat(place)).toMatchObject({ rights: { update: false } })
    expect((await test.carolTree.stat(['Shared']))?.etag).not.toBe(before?.etag)
    await test.shares.changeShare(test.ann, share.id, { permissions: permissionsOfWords(['read', 'write']) })
    await put(test.carolTree, [...place, 'new.txt'], 'whole')
    expect((await test.audited()).map(({ action }) => action)).toEqual([
      'received-share.arrived',
      'received-share.accepted',
    ])
  })

  it('gives it an end, another one, or none', async () => {
    await using test = await openNeighbours()
    const share = await test.share(test.ann, 'carol')
    const soon = test.clock.now() + 60_000
    expect(await test.shares.changeShare(test.ann, share.id, { expiresAt: soon })).toMatchObject({
      expiresAt: soon,
    })
    const changed = await test.shares.changeShare(test.ann, share.id, { expiresAt: null, note: 'forever' })
    expect(changed).not.toHaveProperty('expiresAt')
    expect(changed.note).toBe('forever')
    await test.shares.changeShare(test.ann, share.id, { expiresAt: soon })
    await test.clock.advance(60_000)
    await expect(get(test.carolTree, [...place, 'plan.txt'])).rejects.toMatchObject({ reason: 'not-found' })
    expect(await names(test.carolTree, ['Shared'])).toEqual([])
    await expect(test.shares.changeShare(test.ann, share.id, { note: 'x' })).rejects.toMatchObject({
      code: 'share-over',
    })
    await test.shares.expireShares()
    expect(await test.told(test.carol)).toEqual(['share-added', 'share-expired'])
    expect(await test.items(test.carol)).toMatchObject([{ offer: { state: 'expired' } }])
  })

  it.each([
    ['of nobody’s', 77, {}, 'share-not-found'],
    ['to what is over', 1, { expiresAt: 1 }, 'validation-failed'],
  ])('%s is refused', async (_, id, change, code) => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    await expect(test.shares.changeShare(test.ann, id, change)).rejects.toMatchObject({ code })
    await expect(test.shares.changeShare(test.bob, 1, { note: 'x' })).rejects.toMatchObject({
      code: 'share-not-found',
    })
  })
})

describe('the end of a share on this server', () => {
  it.each<[string, string, (test: Awaited<ReturnType<typeof openNeighbours>>) => Promise<unknown>]>([
    ['taken back', 'removed', (test) => test.shares.revokeShare(test.ann, 1)],
    ['removed with its folder', 'removed', (test) => test.annTree.remove(['Trip'], { preconditions: {} })],
    ['of somebody who is deleted', 'removed', (test) => test.accounts.deleteUser(test.operator, 'ann', {})],
  ])('that is %s takes its place away and tells Carol', async (_, state, end) => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    const before = await test.carolTree.stat(['Shared'])
    await end(test)
    expect(await names(test.carolTree, ['Shared'])).toEqual([])
    expect((await test.carolTree.stat(['Shared']))?.etag).not.toBe(before?.etag)
    expect(await test.items(test.carol)).toMatchObject([{ offer: { state }, share: { name: 'Trip' } }])
    expect(await test.told(test.carol)).toEqual(['share-added', `share-${state}`])
    expect((await test.audited()).map(({ action }) => action)).toEqual([
      'received-share.arrived',
      'received-share.accepted',
      `received-share.${state}`,
    ])
  })

  it('that Carol has not accepted is no news', async () => {
    await using test = await openNeighbours()
    await test.mounts.changeInboxRules(test.carol, { local: 'ask' })
    await test.share(test.ann, 'carol')
    await test.shares.revokeShare(test.ann, 1)
    expect(await test.told(test.carol)).toEqual([])
  })

  it('hides it while Ann’s account is locked, and brings it back to where it was', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    await test.carolTree.move(place, ['Mine'], { preconditions: {}, overwrite: false })
    const before = await test.carolTree.stat([])
    await test.accounts.disableUser(test.operator, 'ann')
    expect(await names(test.carolTree, [])).toEqual(['Shared'])
    expect((await test.carolTree.stat([]))?.etag).not.toBe(before?.etag)
    await expect(get(test.carolTree, ['Mine', 'plan.txt'])).rejects.toMatchObject({ reason: 'not-found' })
    await test.accounts.enableUser(test.operator, 'ann')
    expect(await get(test.carolTree, ['Mine', 'plan.txt'])).toBe('by train')
  })

  it('with somebody who is deleted is told to Ann', async () => {
    await using test = await openNeighbours()
    const share = await test.share(test.ann, 'carol')
    await test.accounts.deleteUser(test.operator, 'carol', {})
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'declined' })
    expect(await test.told(test.ann)).toEqual(['share-declined'])
  })
})
