import { describe, expect, it } from 'vitest'
import { mountedTrip } from './testing/mounted-trip.ts'
import { openNeighbours, put } from './testing/neighbours.ts'
import { hostOf, multistatus, type RemoteThing } from './testing/test-mounts.ts'

/** Bob has a folder of Ann's with folders in it, of which nothing has been listed yet. */
async function openWorld() {
  const test = await mountedTrip()
  const ids = new Map<string, string>()
  /** Files and folders have the ids in which they turn up. */
  const serveFolder = (path: string, ...names: readonly string[]) => {
    const thing = (at: string): RemoteThing => {
      const fileId = ids.get(at) ?? String(100 + ids.size)
      ids.set(at, fileId)
      return { path: at, fileId, permissions: 'RGDNVWCK' }
    }
    test.peerServes(
      'PROPFIND',
      `/${path}`,
      multistatus(thing(path), ...names.map((name) => thing(path + name))),
    )
  }
  serveFolder('', 'plan.txt', 'photos/')
  serveFolder('photos/', 'Plan of the TOWN.png')
  return {
    ...test,
    serveFolder,
    search: async (text: string, limit = 100) => {
      const { entries, ...rest } = await test.mounts.searchReceived(test.bob, { text, limit })
      return { ...rest, found: entries.map(({ path }) => path.join('/')) }
    },
  }
}

const whole = [{ server: 'peer.example', outcome: 'whole' }]

describe('a search in what others share', () => {
  it('looks through another cloud, folders higher up first, and finds what nobody has listed yet', async () => {
    await using test = await openWorld()
    expect(await test.search('plan')).toEqual({
      found: ['Shared/Trip/plan.txt', 'Shared/Trip/photos/Plan of the TOWN.png'],
      truncated: false,
      clouds: whole,
    })
    expect(await test.search('town PLAN')).toMatchObject({
      found: ['Shared/Trip/photos/Plan of the TOWN.png'],
    })
    expect(await test.search('plan', 1)).toMatchObject({ found: ['Shared/Trip/plan.txt'], truncated: true })
    expect(await test.search('nowhere')).toMatchObject({ found: [], clouds: whole })
    test.serveFolder('photos/')
    expect((await test.search('town')).found).toEqual([])
  })

  it('tells of each thing what a listing would', async () => {
    await using test = await openWorld()
    const { entries } = await test.mounts.searchReceived(test.bob, { text: 'plan.txt', limit: 10 })
    const [listed] = await test.list()
    expect(entries).toMatchObject([
      {
        id: listed?.fileId,
        name: 'plan.txt',
        etag: listed?.etag,
        received: 'inside',
        rights: listed?.rights,
      },
    ])
  })

  it('asks one cloud for twenty listings and no more, and knows afterwards what it has seen before', async () => {
    await using test = await openWorld()
    const folders = Array.from({ length: 30 }, (_, at) => `f${String(at).padStart(2, '0')}/`)
    test.serveFolder('', ...folders)
    for (const folder of folders) test.serveFolder(folder, 'needle.txt')
    await test.list(['f29'])
    const before = test.asked().length
    const { found, clouds } = await test.search('needle')
    expect(test.asked().length - before).toBe(20)
    expect(clouds).toEqual([{ server: 'peer.example', outcome: 'part' }])
    expect(found).toHaveLength(20)
    expect(found.at(-1)).toBe('Shared/Trip/f29/needle.txt')
  })

  it('goes by what was seen where a cloud is down, is blocked, or does not answer for four seconds', async () => {
    await using test = await openWorld()
    await test.search('plan')
    const found = ['Shared/Trip/plan.txt', 'Shared/Trip/photos/Plan of the TOWN.png']
    const outcomeOf = (outcome: string) => ({ found, clouds: [{ server: 'peer.example', outcome }] })

    test.peerServes('PROPFIND', '/', () => Promise.withResolvers<never>().promise)
    const searching = test.search('plan')
    let settled = false
    void searching.then(() => {
      settled = true
    })
    await test.clock.advance(3_999)
    expect(settled).toBe(false)
    await test.clock.advance(1)
    expect(await searching).toMatchObject(outcomeOf('silent'))
    // To be slow for us is no trouble of the cloud: it is asked again at once.
    test.serveFolder('', 'plan.txt', 'photos/')
    expect(await test.search('plan')).toMatchObject(outcomeOf('whole'))

    test.peerServes('PROPFIND', '/', { status: 503 })
    expect(await test.search('plan')).toMatchObject(outcomeOf('silent'))
    await test.federation.setPeerRule(test.operator, hostOf('peer.example'), { rule: 'block' })
    expect(await test.search('plan')).toMatchObject(outcomeOf('closed'))
  })

  it('passes over a folder that is not shown, and leaves out what is over', async () => {
    await using test = await openWorld()
    test.peerServes('PROPFIND', '/photos/', { status: 403 })
    expect(await test.search('plan')).toMatchObject({ found: ['Shared/Trip/plan.txt'], clouds: whole })
    const [item] = await test.inbox()
    await test.mounts.declineShare(test.bob, item?.share.id ?? 0)
    expect(await test.search('plan')).toEqual({ found: [], truncated: false, clouds: [] })
  })

  it('finds what people here share by its place in the recipient’s tree, as long as it is shared', async () => {
    await using test = await openNeighbours()
    await put(test.annTree, ['plan of mine.txt'], 'not shared')
    const { id } = await test.share(test.ann, 'bob', { words: ['read'] })
    const search = () => test.mounts.searchReceived(test.bob, { text: 'plan', limit: 10 })
    const { entries, clouds } = await search()
    expect(entries).toMatchObject([
      {
        path: ['Shared', 'Trip', 'plan.txt'],
        received: 'inside',
        rights: { read: true, update: false, delete: false },
      },
    ])
    expect(clouds).toEqual([])
    await test.shares.revokeShare(test.ann, id)
    expect((await search()).entries).toEqual([])
  })
})
