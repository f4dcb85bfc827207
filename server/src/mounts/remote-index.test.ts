import { createHash } from 'node:crypto'
import type { RemoteEntry } from '@isthmus/webdav'
import { describe, expect, it } from 'vitest'
import { allRights } from '../platform/permissions.ts'
import { indexFolder, indexNode } from './remote-index.ts'
import { listRemoteNodes } from './remote-node-repository.ts'
import { seenNode } from './remote-resource.ts'
import { openTestMounts } from './testing/test-mounts.ts'

const mount = 9_000_000

/** The index of one mount. */
async function openIndex() {
  const test = await openTestMounts()
  const { context, database } = test
  return {
    ...test,
    /** Notes a listing; returns our ids by name. */
    async note(at: string, ...entries: RemoteEntry[]): Promise<Record<string, number>> {
      const path = at === '' ? [] : at.split('/')
      const index = indexFolder(context, mount, path, allRights)
      const nodes = await index.note(entries)
      await index.end()
      return Object.fromEntries(nodes.map(({ name, id }) => [name, id]))
    },
    /** What is shown of a folder while its server is down. */
    shown: async (at: string) => (await listRemoteNodes(database.read, mount, at)).map(({ name }) => name),
    rows: async () => (await database.read.selectFrom('remote_nodes').selectAll().execute()).length,
  }
}

function file(name: string, changes: Partial<RemoteEntry> = {}): RemoteEntry {
  return { kind: 'file', name, href: '', etag: 'e', size: 1, ...changes }
}

function folder(name: string, changes: Partial<RemoteEntry> = {}): RemoteEntry {
  return { kind: 'folder', name, href: '', etag: 'e', ...changes }
}

describe('what lies as deep in a mount as it can', () => {
  /** 64 names of 255 bytes each that nothing makes shorter. */
  const deepest = Array.from({ length: 64 }, (_, depth) =>
    createHash('shake256', { outputLength: 192 }).update(String(depth)).digest('base64url').slice(0, 255),
  )
  const at = (depth: number) => deepest.slice(0, depth).join('/')

  it('is found again, with and without ids of its server', async () => {
    await using test = await openIndex()
    const first = await test.note(at(63), file('a'), file('b', { fileId: '2' }))
    expect(await test.note(at(63), file('a'), file('b', { fileId: '2' }))).toEqual(first)
    expect(await test.shown(at(63))).toEqual(['a', 'b'])
    const changed = await test.note(at(63), file('a', { etag: 'changed' }), file('c'))
    expect(changed['a']).toBe(first['a'])
    expect(await test.shown(at(63))).toEqual(['a', 'c'])
  })

  it('is not taken for what lies in a folder whose path begins alike', async () => {
    await using test = await openIndex()
    await test.note(at(62), folder(deepest[62] ?? ''), folder('other'))
    await test.note(at(63), file('a'))
    await test.note(`${at(62)}/other`, file('b'))
    expect(await test.shown(at(63))).toEqual(['a'])
    expect(await test.shown(`${at(62)}/other`)).toEqual(['b'])
    // The folder is gone, and with it what is below it alone.
    await test.note(at(62), folder('other'))
    expect(await test.shown(at(63))).toEqual([])
    expect(await test.shown(`${at(62)}/other`)).toEqual(['b'])
  })

  it('moves along with the folder that it is in', async () => {
    await using test = await openIndex()
    await test.note('', folder(deepest[0] ?? '', { fileId: '1' }))
    await test.note(at(63), file('a', { fileId: '2' }))
    await test.note('', folder('renamed', { fileId: '1' }))
    expect(await test.shown(at(63))).toEqual([])
    expect(await test.shown(['renamed', ...deepest.slice(1, 63)].join('/'))).toEqual(['a'])
  })
})

describe('the ids of what is in a mount', () => {
  it('stay over listings, and are those of no local node', async () => {
    await using test = await openIndex()
    const first = await test.note('', file('a'), file('b', { fileId: '2' }))
    expect(await test.note('', file('a'), file('b', { fileId: '2' }))).toEqual(first)
    await test.tree.makeFolder(['mine'], { preconditions: {} })
    expect(Object.values(first).map(String)).not.toContain((await test.tree.stat(['mine']))?.fileId)
  })

  it('stay when the server renames something, or moves it elsewhere, in whatever order that is seen', async () => {
    await using test = await openIndex()
    const { a } = await test.note('', file('a', { fileId: '1' }), folder('f', { fileId: '9' }))
    expect(
      (await test.note('', file('renamed', { fileId: '1' }), folder('f', { fileId: '9' })))['renamed'],
    ).toBe(a)
    // Seen at the new place first.
    expect((await test.note('f', file('a', { fileId: '1' })))['a']).toBe(a)
    await test.note('', folder('f', { fileId: '9' }))
    expect(await test.shown('f')).toEqual(['a'])
    // Seen to be missing first.
    await test.note('f')
    expect((await test.note('', file('a', { fileId: '1' }), folder('f', { fileId: '9' })))['a']).toBe(a)
    expect(await test.shown('f')).toEqual([])
  })

  it('stay below a folder that was renamed, without another look into it', async () => {
    await using test = await openIndex()
    await test.note('', folder('🏔️ old', { fileId: '1' }))
    const { deep } = await test.note('🏔️ old', folder('deep', { fileId: '2' }))
    await test.note('🏔️ old/deep', file('x', { fileId: '3' }))
    await test.note('', folder('new', { fileId: '1' }))
    expect(await test.shown('new/deep')).toEqual(['x'])
    expect(await test.shown('🏔️ old')).toEqual([])
    expect((await test.note('new', folder('deep', { fileId: '2' })))['deep']).toBe(deep)
  })

  it('stay at a path where the server has no ids, and are new for what is new there', async () => {
    await using test = await openIndex()
    const { a } = await test.note('', file('a'))
    expect((await test.note('', file('a', { etag: 'changed' })))['a']).toBe(a)
    expect((await test.note('', folder('a')))['a']).not.toBe(a)
  })

  it('are not shared by a file and a folder, though the server uses its number again', async () => {
    await using test = await openIndex()
    const { a } = await test.note('', file('a', { fileId: '1' }))
    expect((await test.note('', folder('b', { fileId: '1' })))['b']).not.toBe(a)
  })

  it('are by path where the server gives one number to many, and nothing is left out', async () => {
    await using test = await openIndex()
    const same = { fileId: '0' }
    const first = await test.note('', file('a', same), file('b', same), folder('c', same))
    expect(new Set(Object.values(first)).size).toBe(3)
    expect(await test.note('', folder('c', same), file('b', same), file('a', same))).toEqual(first)
  })

  it('are one for each, also when two listings are noted at the same time', async () => {
    await using test = await openIndex()
    const both = await Promise.all([1, 2].map(() => test.note('', file('a'), file('b'))))
    expect(both[0]).toEqual(both[1])
    expect(await test.rows()).toBe(2)
  })

  it('are the same for one thing that is looked at', async () => {
    await using test = await openIndex()
    const { a } = await test.note('', file('a', { fileId: '1' }))
    const seen = (etag: string) => seenNode(mount, ['a'], file('a', { fileId: '1', etag }), allRights)
    expect(await indexNode(test.context, seen('e'))).toMatchObject({ id: a, etag: 'e' })
    expect(await indexNode(test.context, seen('changed'))).toMatchObject({ id: a, etag: 'changed' })
    expect(
      await indexNode(test.context, seenNode(mount, ['f', 'new'], file('new'), allRights)),
    ).toMatchObject({
      id: expect.any(Number),
    })
    expect(await test.shown('f')).toEqual(['new'])
  })
})

describe('the last listing', () => {
  it('has a name once, however often and in whatever form the server says it', async () => {
    await using test = await openIndex()
    const ids = await test.note('', file('é', { etag: 'first' }), file('é', { etag: 'second' }))
    expect(Object.keys(ids)).toEqual(['é'])
    const [node] = await listRemoteNodes(test.database.read, mount, '')
    expect(node?.etag).toBe('first')
  })

  it('does not show what is gone, nor what was below it', async () => {
    await using test = await openIndex()
    await test.note('', folder('f'), folder('f2'))
    await test.note('f', folder('g'))
    await test.note('f/g', file('x'))
    await test.note('f2', file('y'))
    await test.note('', folder('f2'))
    expect([await test.shown('f'), await test.shown('f/g'), await test.shown('f2')]).toEqual([[], [], ['y']])
  })

  it('forgets what has been gone for a day', async () => {
    await using test = await openIndex()
    await test.note('', file('a'), file('b'), file('c'))
    await test.note('', file('b'), file('c'))
    expect(await test.rows()).toBe(3)
    await test.clock.advance(86_400_001)
    await test.note('', file('c'))
    expect(await test.rows()).toBe(2)
  })

  it('is written only where it differs', async () => {
    await using test = await openIndex()
    await test.note('', file('a'), file('b'))
    const before = await test.database.read.selectFrom('remote_nodes').selectAll().orderBy('id').execute()
    await test.clock.advance(1_000)
    await test.note('', file('a'), file('b', { etag: 'changed' }))
    const after = await test.database.read.selectFrom('remote_nodes').selectAll().orderBy('id').execute()
    expect(after[0]).toEqual(before[0])
    expect(after[1]).toMatchObject({ id: before[1]?.id, etag: 'changed', seen_at: test.clock.now() })
  })

  it('of twenty thousand files is noted without keeping others waiting', async () => {
    await using test = await openIndex()
    const many = Array.from({ length: 20_000 }, (_, n) => file(`file-${n}.txt`, { fileId: String(n) }))
    const noted = test.note('', ...many)
    let others = 0
    const waiting = (async () => {
      while (others < 5) {
        await test.database.write(async () => {})
        others += 1
      }
    })()
    await waiting
    expect(await test.rows()).toBeLessThan(20_000)
    const ids = await noted
    expect(new Set(Object.values(ids)).size).toBe(20_000)
    expect(await test.note('')).toEqual({})
    expect(await test.shown('')).toEqual([])
  })
})
