import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { multistatus, openTestMounts, webdavOf } from './testing/test-mounts.ts'

const root = (etag: string) => multistatus({ path: '', etag: `"${etag}"`, permissions: 'RGDNVCK' })

async function mounted() {
  const test = await openTestMounts()
  await test.accepted()
  test.peerServes('PROPFIND', '', root('1'))
  const probes = () => test.asked().filter((line) => line === 'PROPFIND ').length
  return {
    ...test,
    probes,
    /** Bob's client looks at his files. */
    look: () => test.mounts.beginRequest({ ...test.bob }, new AbortController().signal),
    topTag: async () => (await test.tree.stat([]))?.etag,
  }
}

describe('the mounts of a user', () => {
  it('are probed while the user is active, and for two minutes after', async () => {
    await using test = await mounted()
    test.look()
    await test.mounts.probe()
    expect(test.probes()).toBe(1)
    await test.clock.advance(120_000)
    await test.mounts.probe()
    expect(test.probes()).toBe(2)
    await test.clock.advance(1)
    await test.mounts.probe()
    expect(test.probes()).toBe(2)
  })

  it('are probed once they are accepted', async () => {
    await using test = await mounted()
    await test.mounts.probe()
    expect(test.probes()).toBe(1)
    expect(await test.tree.stat(['Shared', 'Trip'])).toMatchObject({ etag: '1' })
  })

  it('make clients look when something has changed, and only then', async () => {
    await using test = await mounted()
    await test.mounts.probe()
    const before = await test.topTag()
    await test.mounts.probe()
    expect(await test.topTag()).toBe(before)
    test.peerServes('PROPFIND', '', root('2'))
    await test.mounts.probe()
    expect(await test.topTag()).not.toBe(before)
    expect(await test.tree.stat(['Shared', 'Trip'])).toMatchObject({ etag: '2' })
  })

  it('make clients look when what may be done has changed', async () => {
    await using test = await mounted()
    await test.mounts.probe()
    const before = await test.topTag()
    test.peerServes('PROPFIND', '', multistatus({ path: '', etag: '"1"', permissions: 'RG' }))
    await test.mounts.probe()
    expect(await test.topTag()).not.toBe(before)
    expect(await test.tree.stat(['Shared', 'Trip'])).toMatchObject({
      rights: { create: false, delete: true },
    })
  })

  it('are not probed any more once the share is over', async () => {
    await using test = await mounted()
    await test.mounts.endReceivedShare(test.peer, { providerId: '7' })
    await test.mounts.probe()
    expect(test.probes()).toBe(0)
  })

  it('at a server that is down are marked, and change nothing', async () => {
    await using test = await mounted()
    await test.mounts.probe()
    const before = await test.topTag()
    test.peerServes('PROPFIND', '', transportError('ECONNREFUSED'))
    await test.mounts.probe()
    expect(await test.topTag()).toBe(before)
    expect((await test.inbox())[0]?.place?.staleSince).toBe(test.clock.now())
    expect(test.logger.events.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('at a server that says nothing are given up after ten seconds, and the server is left alone', async () => {
    await using test = await mounted()
    test.peerServes('PROPFIND', '', () => new Promise(() => {}))
    const probed = test.mounts.probe()
    while (test.probes() === 0) await new Promise((resolve) => setImmediate(resolve))
    await test.clock.advance(10_000)
    await probed
    await expect(test.tree.list(['Shared', 'Trip'])).rejects.toMatchObject({ reason: 'unavailable' })
    expect(test.asked()).toEqual(['PROPFIND '])
  })

  it('are let go of when the program stops', async () => {
    await using test = await mounted()
    test.peerServes('PROPFIND', '', () => new Promise(() => {}))
    const stop = new AbortController()
    const probed = test.mounts.probe(stop.signal)
    while (test.probes() === 0) await new Promise((resolve) => setImmediate(resolve))
    stop.abort()
    await probed
    expect(test.logger.events.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('many mounts of one server', () => {
  /** Ten mounts of Bob's at `peer.example`. */
  async function tenMounts() {
    const test = await openTestMounts()
    for (let number = 10; number < 20; number += 1) {
      await test.accepted({ providerId: String(number), webdav: webdavOf({ uri: String(number) }) })
    }
    const asked = () => test.internet.requests.filter(({ method }) => method === 'PROPFIND').length
    const stale = async () =>
      (await test.inbox()).filter(({ place }) => place?.staleSince !== undefined).length
    return { ...test, askedInAll: asked, stale }
  }

  it('that is down are asked for once in a round, and all of them are marked', async () => {
    await using test = await tenMounts()
    test.internet.answer('PROPFIND *', transportError('ECONNREFUSED'))
    await test.mounts.probe()
    expect([test.askedInAll(), await test.stale()]).toEqual([1, 10])
    await test.mounts.probe()
    expect(test.askedInAll()).toBe(1)
    await test.clock.advance(60_000)
    await test.mounts.probe()
    expect([test.askedInAll(), await test.stale()]).toEqual([2, 10])
  })

  it('that answers again are all asked for, and fresh', async () => {
    await using test = await tenMounts()
    test.internet.answer('PROPFIND *', transportError('ECONNREFUSED'))
    await test.mounts.probe()
    test.internet.answer('PROPFIND *', ({ url }) => multistatusAt(new URL(url).pathname))
    await test.clock.advance(60_000)
    await test.mounts.probe()
    expect([test.askedInAll(), await test.stale()]).toEqual([11, 0])
  })

  it('are marked without a question when somebody has found out already that it is down', async () => {
    await using test = await tenMounts()
    test.internet.answer('PROPFIND *', transportError('ECONNREFUSED'))
    await expect(test.tree.list(['Shared', 'Trip'])).rejects.toMatchObject({ reason: 'unavailable' })
    expect([test.askedInAll(), await test.stale()]).toEqual([1, 1])
    await expect(test.tree.list(['Shared', 'Trip (2)'])).rejects.toMatchObject({ reason: 'unavailable' })
    expect([test.askedInAll(), await test.stale()]).toEqual([1, 2])
    await test.mounts.probe()
    expect([test.askedInAll(), await test.stale()]).toEqual([1, 10])
  })
})

/** A folder at a path. */
function multistatusAt(path: string) {
  const { body, ...answer } = multistatus({ path: '' })
  return { ...answer, body: body.replace('/dav/7/', path) }
}
