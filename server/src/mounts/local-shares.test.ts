import { describe, expect, it } from 'vitest'
import { children, get, names, openNeighbours, place, put } from './testing/neighbours.ts'

describe('what Ann shares with Carol on the same server', () => {
  it('is in Carol’s files at once, without any request, and she is told', async () => {
    await using test = await openNeighbours()
    const share = await test.share(test.ann, 'carol', { note: 'have fun' })
    expect(share).toMatchObject({
      state: 'accepted',
      recipient: { kind: 'user', name: 'carol' },
      told: false,
    })
    expect(await names(test.carolTree, place)).toEqual(['plan.txt'])
    expect(await get(test.carolTree, [...place, 'plan.txt'])).toBe('by train')
    expect(await test.told(test.carol)).toEqual(['share-added'])
    expect(await test.told(test.ann)).toEqual([])
    expect(await test.items(test.carol)).toMatchObject([
      {
        source: 'local',
        offer: { state: 'accepted' },
        share: { name: 'Trip', note: 'have fun' },
        owner: { address: 'ann@cloud.example', displayName: 'ann' },
        place: { path: place },
      },
    ])
    expect(test.internet.requests).toEqual([])
  })

  it.each(['carol', 'CAROL', 'carol@cloud.example', 'Carol@CLOUD.example:443'])(
    'may be addressed to “%s”',
    async (shareWith) => {
      await using test = await openNeighbours()
      expect(await test.share(test.ann, shareWith)).toMatchObject({ recipient: { name: 'carol' } })
    },
  )

  it('is Ann’s own folder: changes of either are seen by both, and Ann’s quota is charged', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    await put(test.carolTree, [...place, 'map.txt'], 'a map')
    expect(await get(test.annTree, ['Trip', 'map.txt'])).toBe('a map')
    await put(test.annTree, ['Trip', 'plan.txt'], 'by bus')
    expect(await get(test.carolTree, [...place, 'plan.txt'])).toBe('by bus')
    await test.carolTree.makeFolder([...place, 'photos'], { preconditions: {} })
    await test.carolTree.move([...place, 'map.txt'], [...place, 'photos', 'map.txt'], {
      preconditions: {},
      overwrite: false,
    })
    await test.carolTree.remove([...place, 'plan.txt'], { preconditions: {} })
    expect(await names(test.annTree, ['Trip'])).toEqual(['photos'])
    const [usage] = await test.files.listSpaces(test.carol)
    expect(usage?.used).toBe(0)
    expect((await test.files.listTrash(test.ann, undefined, { limit: 9 })).items).toHaveLength(1)
  })

  it('has the entity tags, checksums, properties and locks of Ann’s', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    const own = await test.annTree.stat(['Trip', 'plan.txt'])
    const seen = await test.carolTree.stat([...place, 'plan.txt'])
    expect(seen).toEqual({ ...own, received: 'inside', rights: { ...own?.rights, share: false } })

    const property = { namespace: 'x:', local: 'colour', xml: '<colour xmlns="x:">red</colour>' }
    const patch = { set: [property], remove: [] }
    await test.carolTree.patchProperties?.([...place, 'plan.txt'], patch, { preconditions: {} })
    expect(await test.annTree.stat(['Trip', 'plan.txt'], { deadProperties: true })).toMatchObject({
      deadProperties: [property],
    })

    const order = { scope: 'exclusive', depth: '0', owner: '', preconditions: {} } as const
    const { lock } = (await test.carolTree.locking?.lock([...place, 'plan.txt'], order)) ?? {}
    await expect(put(test.annTree, ['Trip', 'plan.txt'], 'x')).rejects.toMatchObject({ reason: 'locked' })
    await test.carolTree.locking?.unlock([...place, 'plan.txt'], lock?.token ?? '')
    await put(test.annTree, ['Trip', 'plan.txt'], 'x')
  })

  it('changes the entity tags of every folder around its place in the same step', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    await test.annTree.makeFolder(['Trip', 'deep'], { preconditions: {} })
    for (const change of [
      () => put(test.annTree, ['Trip', 'deep', 'new.txt'], 'new'),
      () => put(test.carolTree, [...place, 'plan.txt'], 'other'),
      () => test.annTree.remove(['Trip', 'deep'], { preconditions: {} }),
    ]) {
      const before = await Promise.all([[], ['Shared'], place].map((path) => test.carolTree.stat(path)))
      await change()
      const after = await Promise.all([[], ['Shared'], place].map((path) => test.carolTree.stat(path)))
      for (const [index, resource] of after.entries()) expect(resource?.etag).not.toBe(before[index]?.etag)
      expect(after[2]?.etag).toBe((await test.annTree.stat(['Trip']))?.etag)
    }
  })

  it('appears in what has changed below her root, and has an account of changes of its own', async () => {
    await using test = await openNeighbours()
    const begin = await test.carolTree.changes?.([], undefined, 100)
    await test.share(test.ann, 'carol')
    const news = await test.carolTree.changes?.([], begin?.token, 100)
    expect(news?.changed.map(({ path }) => path.join('/'))).toContain('Shared/Trip')
    const inside = await test.carolTree.changes?.(place, undefined, 100)
    await put(test.annTree, ['Trip', 'new.txt'], 'new')
    const later = await test.carolTree.changes?.(place, inside?.token, 100)
    expect(later?.changed).toMatchObject([{ path: ['new.txt'], resource: { received: 'inside' } }])
    expect((await test.carolTree.changes?.([], news?.token, 100))?.changed).toMatchObject([
      { path: place, untraversed: true },
    ])
  })

  it('for reading is refused every change, and shows so', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol', { words: ['read'] })
    expect(await test.carolTree.stat(place)).toMatchObject({
      received: 'root',
      rights: { read: true, update: false, create: false, delete: true, share: false },
    })
    await expect(put(test.carolTree, [...place, 'plan.txt'], 'x')).rejects.toMatchObject({
      reason: 'forbidden',
    })
    await expect(test.carolTree.remove([...place, 'plan.txt'], { preconditions: {} })).rejects.toMatchObject({
      reason: 'forbidden',
    })
    expect(await get(test.annTree, ['Trip', 'plan.txt'])).toBe('by train')
  })

  it('may be one file', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol', { path: ['Trip', 'plan.txt'] })
    expect(await test.carolTree.stat(['Shared', 'plan.txt'])).toMatchObject({ kind: 'file', size: 8 })
    await put(test.carolTree, ['Shared', 'plan.txt'], 'on foot')
    expect(await get(test.annTree, ['Trip', 'plan.txt'])).toBe('on foot')
    expect((await children(test.carolTree, ['Shared']))[0]).toMatchObject({ kind: 'file', size: 7 })
  })

  it('is one share, though it is ordered twice; in another way it is refused', async () => {
    await using test = await openNeighbours()
    const both = await Promise.all([
      test.share(test.ann, 'carol'),
      test.share(test.ann, 'carol@cloud.example'),
    ])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    expect(await names(test.carolTree, ['Shared'])).toEqual(['Trip'])
    await expect(test.share(test.ann, 'carol', { words: ['read'] })).rejects.toMatchObject({
      code: 'share-exists',
    })
  })

  it('waits in the inbox, when Carol wants to be asked', async () => {
    await using test = await openNeighbours()
    await test.mounts.changeInboxRules(test.carol, { local: 'ask' })
    const share = await test.share(test.ann, 'carol')
    expect(share.state).toBe('announced')
    expect(await test.carolTree.stat(place)).toBeUndefined()
    expect(await test.told(test.carol)).toEqual(['share-received'])
    const [item] = await test.items(test.carol)
    const id = item?.source === 'local' ? item.offer.id : 0
    expect(await test.mounts.acceptShare(test.carol, id)).toMatchObject({ place: { path: place } })
    expect(await test.mounts.acceptShare(test.carol, id)).toMatchObject({ place: { path: place } })
    expect(await get(test.carolTree, [...place, 'plan.txt'])).toBe('by train')
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'accepted' })
    expect(await test.told(test.ann)).toEqual(['share-accepted'])
    expect(await test.told(test.carol)).toEqual([])
  })

  it('is declined by Carol for good, and Ann is told', async () => {
    await using test = await openNeighbours()
    await test.mounts.changeInboxRules(test.carol, { local: 'ask' })
    const share = await test.share(test.ann, 'carol')
    await test.mounts.declineShare(test.carol, 1)
    expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'declined' })
    expect(await test.told(test.ann)).toEqual(['share-declined'])
    await expect(test.mounts.acceptShare(test.carol, 1)).rejects.toMatchObject({
      code: 'inbox-item-answered',
    })
    // Ann may ask again.
    expect(await test.share(test.ann, 'carol')).toMatchObject({ id: 2, state: 'announced' })
  })

  it('is left by removing its place, or a folder around it; Ann’s files stay', async () => {
    await using test = await openNeighbours()
    for (const path of [place, ['Shared']]) {
      const share = await test.share(test.ann, 'carol')
      await test.carolTree.remove(path, { preconditions: {} })
      expect(await test.shares.readShare(test.ann, share.id)).toMatchObject({ state: 'declined' })
      expect(await test.carolTree.stat(place)).toBeUndefined()
      expect(await get(test.annTree, ['Trip', 'plan.txt'])).toBe('by train')
    }
  })

  it('keeps its place wherever Carol moves it, and whatever Ann calls it', async () => {
    await using test = await openNeighbours()
    await test.share(test.ann, 'carol')
    await test.carolTree.move(place, ['Our trip'], { preconditions: {}, overwrite: false })
    await test.annTree.move(['Trip'], ['Journey'], { preconditions: {}, overwrite: false })
    expect(await get(test.carolTree, ['Our trip', 'plan.txt'])).toBe('by train')
    expect(await test.items(test.carol)).toMatchObject([{ place: { path: ['Our trip'] } }])
  })

  it('does not show what others have mounted in the folder, and cannot be moved into another share', async () => {
    await using test = await openNeighbours()
    await test.bobTree.makeFolder(['Of Bob'], { preconditions: {} })
    await test.share(test.bob, 'ann', { path: ['Of Bob'] })
    await test.annTree.move(['Shared', 'Of Bob'], ['Trip', 'Of Bob'], { preconditions: {}, overwrite: false })
    await test.share(test.ann, 'carol')
    expect(await names(test.carolTree, place)).toEqual(['plan.txt'])
    expect(await test.carolTree.stat([...place, 'Of Bob'])).toBeUndefined()
    // A change in Bob's folder goes up through Ann's, and to nobody who does not see it.
    await put(test.bobTree, ['Of Bob', 'x'], 'x')
    expect(await names(test.annTree, ['Trip', 'Of Bob'])).toEqual(['x'])
  })

  it('and the other way round at the same time ends in no loop', async () => {
    await using test = await openNeighbours()
    await test.carolTree.makeFolder(['Mine'], { preconditions: {} })
    await test.share(test.ann, 'carol')
    await test.share(test.carol, 'ann', { path: ['Mine'] })
    await test.annTree.move(['Shared', 'Mine'], ['Trip', 'Mine'], { preconditions: {}, overwrite: false })
    await test.carolTree.move(place, ['Mine', 'Trip'], { preconditions: {}, overwrite: false })
    await Promise.all([
      put(test.annTree, ['Trip', 'one.txt'], '1'),
      put(test.carolTree, ['Mine', 'two.txt'], '2'),
      put(test.annTree, ['Trip', 'Mine', 'three.txt'], '3'),
      put(test.carolTree, ['Mine', 'Trip', 'four.txt'], '4'),
    ])
    expect(await names(test.annTree, ['Trip'])).toEqual(['Mine', 'four.txt', 'one.txt', 'plan.txt'])
    expect(await names(test.carolTree, ['Mine'])).toEqual(['Trip', 'three.txt', 'two.txt'])
  })
})
