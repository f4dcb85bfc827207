import { expect, test } from 'vitest'
import { withAnn } from '../testing/test-files.ts'
import { at, lock, makeFolders, put, refusal } from '../testing/tree-talk.ts'
import type { EntryOrder } from './entry-order.ts'

async function withFolder() {
  const room = await withAnn()
  const { tree, clock } = room
  await makeFolders(tree, 'f', 'f/Zoo', 'f/archive')
  await put(tree, 'f/Report 10.pdf', 'xxxx')
  await clock.advance(1000)
  await put(tree, 'f/report 9.pdf', 'xx')
  await clock.advance(1000)
  await put(tree, 'f/äpfel.txt', 'xxx')
  await clock.advance(1000)
  await put(tree, 'f/archive/large', 'x'.repeat(100))
  return room
}

test.each<[EntryOrder, string]>([
  [{}, 'archive, Zoo, äpfel.txt, report 9.pdf, Report 10.pdf'],
  [{ descending: true }, 'Zoo, archive, Report 10.pdf, report 9.pdf, äpfel.txt'],
  [{ sort: 'size' }, 'Zoo, archive, report 9.pdf, äpfel.txt, Report 10.pdf'],
  [{ sort: 'size', descending: true }, 'archive, Zoo, Report 10.pdf, äpfel.txt, report 9.pdf'],
  [{ sort: 'modified' }, 'Zoo, archive, Report 10.pdf, report 9.pdf, äpfel.txt'],
  [{ sort: 'kind' }, 'archive, Zoo, report 9.pdf, Report 10.pdf, äpfel.txt'],
])('a folder is sorted by %j, folders first', async (order, expected) => {
  await using room = await withFolder()
  const page = await room.files.browse(room.ann, { path: ['f'] }, { ...order, limit: 100 })
  expect(page.entries.map((entry) => entry.name).join(', ')).toBe(expected)
})

test('a folder is shown page by page', async () => {
  await using room = await withFolder()
  const { files, ann } = room
  const seen: string[] = []
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const page = await files.browse(ann, { path: ['f'] }, { limit: 2, offset })
    expect(page).toMatchObject({ total: 5, folder: { name: 'f', path: ['f'], kind: 'folder', size: 109 } })
    seen.push(...page.entries.map((entry) => entry.name))
    offset = page.next
  }
  expect(seen).toEqual(['archive', 'Zoo', 'äpfel.txt', 'report 9.pdf', 'Report 10.pdf'])
  expect((await files.browse(ann, { path: ['f'] }, { limit: 2, offset: 99 })).entries).toEqual([])
})

test('an entry has what a person wants to know', async () => {
  await using room = await withFolder()
  const { files, ann, clock } = room
  const { entries } = await files.browse(ann, { path: ['f'] }, { limit: 100 })
  expect(entries[2]).toEqual({
    id: expect.stringMatching(/^\d+$/),
    kind: 'file',
    name: 'äpfel.txt',
    path: ['f', 'äpfel.txt'],
    size: 3,
    contentType: 'text/plain',
    etag: expect.any(String),
    modifiedAt: clock.now() - 1000,
    createdAt: clock.now() - 1000,
    rights: expect.objectContaining({ read: true, share: true }),
    checksums: { sha1: expect.any(String), sha256: expect.any(String) },
  })
})

test('details show the locks, and not their tokens', async () => {
  await using room = await withFolder()
  const { files, ann, tree } = room
  await lock(tree, 'f', { owner: '<owner>Ann</owner>' })
  const entry = await files.details(ann, { path: at('f/äpfel.txt') })
  expect(entry.locks).toEqual([
    {
      scope: 'exclusive',
      depth: 'infinity',
      root: ['f'],
      owner: '<owner>Ann</owner>',
      expiresAt: expect.any(Number),
    },
  ])
  expect(JSON.stringify(entry)).not.toContain('opaquelocktoken')
  expect(await refusal(files.details(ann, { path: ['missing'] }))).toBe('not-found')
})

test('what is mounted is shown among the rest, and browsed at its own place', async () => {
  await using room = await withFolder()
  const { files, ann } = room
  const bob = files.userTree(await room.addUser('bob'))
  await put(bob, 'of bob', 'x')
  await room.addMount(ann, at('f/Mount'), bob)
  const { entries } = await files.browse(ann, { path: ['f'] }, { limit: 100 })
  expect(entries[1]).toMatchObject({ name: 'Mount', kind: 'folder', received: 'root' })
  const inside = await files.browse(ann, { path: at('f/Mount') }, { limit: 100 })
  expect(inside.entries).toMatchObject([{ name: 'of bob', path: ['f', 'Mount', 'of bob'] }])
  expect(await files.details(ann, { path: at('f/Mount/of bob') })).toMatchObject({ size: 1 })
})

test.each([
  ['REPORT', ['f/Report 10.pdf', 'f/report 9.pdf']],
  ['report 10', ['f/Report 10.pdf']],
  ['ÄPFEL', ['f/äpfel.txt']],
  ['a\u0308pfel', ['f/äpfel.txt']],
  ['%', []],
  ['_', ['deep/with_underscore']],
  ['\\', []],
  ['  ', []],
  ['a\0b', []],
  ['deep', ['deep', 'deep/deeper', 'deep/deeper/deepest']],
])('a search for %j finds %j', async (text, expected) => {
  await using room = await withFolder()
  const { files, ann, tree } = room
  await makeFolders(tree, 'deep', 'deep/deeper')
  await put(tree, 'deep/deeper/deepest', 'x')
  await put(tree, 'deep/with_underscore', 'x')
  const found = await files.search(ann, { path: [] }, { text, limit: 100 })
  expect(found.map((entry) => entry.path.join('/')).toSorted()).toEqual(expected.toSorted())
})

test('a search looks below its folder only, and gives as many as are asked for', async () => {
  await using room = await withFolder()
  const { files, ann, tree } = room
  await makeFolders(tree, 'g')
  await put(tree, 'g/report', 'x')
  const paths = async (path: string[], limit: number) =>
    (await files.search(ann, { path }, { text: 'report', limit })).map((entry) => entry.path.join('/'))
  expect(await paths(['g'], 10)).toEqual(['g/report'])
  expect(await paths([], 1)).toHaveLength(1)
  expect(await refusal(paths(['g', 'report'], 1))).toBe('not-a-folder')
  expect(await refusal(paths(['missing'], 1))).toBe('not-found')
})

test('a search follows names, and finds nothing of what was removed or belongs to others', async () => {
  await using room = await withFolder()
  const { files, ann, tree } = room
  const bob = files.userTree(await room.addUser('bob'))
  await put(bob, 'report of bob', 'x')
  await room.addMount(ann, ['mounted'], bob)
  await tree.move(at('f/report 9.pdf'), at('f/renamed'), { preconditions: {}, overwrite: true })
  await tree.copy(at('f/renamed'), at('f/Report copy'), {
    preconditions: {},
    overwrite: true,
    depth: 'infinity',
  })
  await tree.remove(at('f/Report 10.pdf'), { preconditions: {} })
  const found = await files.search(ann, { path: [] }, { text: 'report', limit: 100 })
  expect(found.map((entry) => entry.name)).toEqual(['Report copy'])
  // The place of what was mounted is Ann's; what is in it is not looked through.
  const mounted = await files.search(ann, { path: [] }, { text: 'mounted', limit: 100 })
  expect(mounted).toMatchObject([{ path: ['mounted'], received: 'root' }])
})

test('a search takes a few statements, however much it finds', async () => {
  await using room = await withFolder()
  const { files, ann, tree, statements } = room
  for (let index = 0; index < 30; index += 1) await put(tree, `many ${index}`, 'x')
  const few = await statements.during(() => files.search(ann, { path: [] }, { text: 'zoo', limit: 100 }))
  expect(await statements.during(() => files.search(ann, { path: [] }, { text: 'many', limit: 100 }))).toBe(
    few,
  )
})

test.each([
  ['REP', ['report 9.pdf', 'Report 10.pdf'], 2],
  ['A\u0308', ['äpfel.txt'], 1],
  ['zoo', ['Zoo'], 1],
  ['', ['archive', 'Zoo', 'äpfel.txt', 'report 9.pdf', 'Report 10.pdf'], 5],
  ['nothing', [], 0],
])('the filter %j leaves what contains it', async (filter, expected, total) => {
  await using room = await withFolder()
  const page = await room.files.browse(room.ann, { path: ['f'] }, { limit: 100, filter })
  expect(page.entries.map((entry) => entry.name)).toEqual(expected)
  expect(page.total).toBe(total)
})

test('the next page of a large folder costs what is on it, and is of the folder as it is', async () => {
  await using room = await withFolder()
  const { files, ann, tree, database, statements } = room
  const node = await files.resolve(ann, ['f'])
  const parent = await tree.stat(['f'])
  await database.write((tx) =>
    tx
      .insertInto('nodes')
      .values(
        Array.from({ length: 600 }, (_, number) => ({
          id: 1_000_000 + number,
          tenant_id: ann.tenant,
          space_id: node?.spaceId ?? 0,
          parent_id: node?.id ?? 0,
          name: `Folder ${number}`,
          folded_name: `folder ${number}`,
          kind: 'folder',
          content_id: null,
          size: 0,
          trash_id: null,
          etag_seq: 1,
          created_at: 1,
          modified_at: number,
        })),
      )
      .execute(),
  )
  const page = (offset: number, order: EntryOrder & { filter?: string } = {}) =>
    files.browse(ann, { path: ['f'] }, { limit: 3, offset, ...order })
  const shown = ({ entries }: { entries: readonly { name: string }[] }) => entries.map(({ name }) => name)
  const first = await page(0)
  expect(first).toMatchObject({ total: 605, next: 3, folder: { etag: parent?.etag } })
  expect(shown(first)).toEqual(['archive', 'Folder 0', 'Folder 1'])
  let second: Awaited<ReturnType<typeof page>> | undefined
  const cost = await statements.during(async () => {
    second = await page(3)
  })
  expect(cost).toBeLessThanOrEqual(3)
  expect(second).toMatchObject({ total: 605, next: 6, folder: first.folder })
  expect(second && shown(second)).toEqual(['Folder 2', 'Folder 3', 'Folder 4'])
  expect(shown(await page(0, { descending: true }))).toEqual(['Zoo', 'Folder 599', 'Folder 598'])
  expect(await page(0, { filter: '59' })).toMatchObject({ total: 16 })
  expect(shown(await page(603))).toEqual(['report 9.pdf', 'Report 10.pdf'])

  await tree.move(at('f/Folder 3'), at('f/AAA'), { preconditions: {}, overwrite: false })
  expect(shown(await page(0))).toEqual(['AAA', 'archive', 'Folder 0'])
  await tree.remove(at('f/Folder 0'), { preconditions: {} })
  expect(await page(2)).toMatchObject({ total: 604, entries: [{ name: 'Folder 1' }, {}, {}] })
})
