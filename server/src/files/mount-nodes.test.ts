import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import { at, etag, makeFolders, names, put, remove } from './testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof withAnn>>

function addMount({ database, files, ann }: Room, path: string): Promise<number> {
  const place = at(path)
  return database.write((tx) =>
    files.addMount(tx, {
      tenant: ann.tenant,
      userId: ann.userId,
      folder: place.slice(0, -1),
      name: place.at(-1) ?? '',
    }),
  )
}

async function placeOf(room: Room, nodeId: number): Promise<string | undefined> {
  return (await room.files.pathsOf([nodeId])).get(nodeId)?.join('/')
}

test('a mount appears in its folder, which is made when it is missing', async () => {
  await using room = await withAnn()
  const before = await etag(room.tree, '')
  const mount = await addMount(room, 'Shared/by others/Report')
  expect(await placeOf(room, mount)).toBe('Shared/by others/Report')
  expect(await room.files.node(room.ann.tenant, mount)).toMatchObject({ kind: 'mount', name: 'Report' })
  expect(await etag(room.tree, '')).not.toBe(before)
  expect(await placeOf(room, await addMount(room, 'Shared/Other'))).toBe('Shared/Other')
  expect(await placeOf(room, await addMount(room, 'At the root'))).toBe('At the root')
})

test('a name that is taken gets a number, before the extension', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'Shared')
  await put(room.tree, 'Shared/Report.pdf', 'x')
  const places = []
  for (let index = 0; index < 3; index += 1)
    places.push(await placeOf(room, await addMount(room, 'Shared/Report.pdf')))
  expect(places).toEqual(['Shared/Report (2).pdf', 'Shared/Report (3).pdf', 'Shared/Report (4).pdf'])
})

test('a folder whose name a file has gets a number, and is used again', async () => {
  await using room = await withAnn()
  await put(room.tree, 'Shared', 'a file')
  expect(await placeOf(room, await addMount(room, 'Shared/one'))).toBe('Shared (2)/one')
  expect(await placeOf(room, await addMount(room, 'Shared/two'))).toBe('Shared (2)/two')
})

test('a name of another server is made usable', async () => {
  await using room = await withAnn()
  const { database, files, ann } = room
  const name = async (wanted: string) => {
    const id = await database.write((tx) =>
      files.addMount(tx, { tenant: ann.tenant, userId: ann.userId, folder: [], name: wanted }),
    )
    return (await placeOf(room, id)) ?? ''
  }
  expect(await name('a/b\n')).toBe('a_b_')
  expect(await name('..')).toBe('Share')
  expect(await name('')).toBe('Share (2)')
  expect(await name('Cafe\u0301')).toBe('Caf\u00e9')
  const long = await name(`${'🐙'.repeat(100)}.pdf`)
  expect(long).toMatch(/^🐙+\.pdf$/u)
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255)
})

test('a change behind a mount gives everything around it new entity tags', async () => {
  await using room = await withAnn()
  const { tree, files, database } = room
  await makeFolders(tree, 'Shared', 'Shared/deep', 'aside')
  const bob = files.userTree(await room.addUser('bob'))
  const mount = await room.addMount(room.ann, at('Shared/deep/mount'), bob)
  const around = ['', 'Shared', 'Shared/deep', 'Shared/deep/mount']
  const before = await Promise.all(around.map((path) => etag(tree, path)))
  const aside = await etag(tree, 'aside')
  await database.write((tx) => files.touchMount(tx, mount))
  for (const [index, path] of around.entries()) expect(await etag(tree, path), path).not.toBe(before[index])
  expect(await etag(tree, 'aside')).toBe(aside)
})

test('a mount that has ended is not there any more', async () => {
  await using room = await withAnn()
  const { tree, files, database } = room
  const mount = await addMount(room, 'Shared/mount')
  const before = await etag(tree, '')
  await database.write((tx) => files.removeMount(tx, mount))
  expect(await names(tree, 'Shared')).toEqual([])
  expect(await etag(tree, '')).not.toBe(before)
  expect(room.deleted).toEqual([mount])
  expect(room.fakeMounts.left, 'the user has left nothing').toEqual([])
})

test('what happens to a mount that the user removed a moment ago happens to nothing', async () => {
  await using room = await withAnn()
  const { tree, files, database } = room
  const mount = await addMount(room, 'mount')
  const file = await put(tree, 'file', 'x')
  await remove(tree, 'mount')
  const before = await etag(tree, '')
  await database.write(async (tx) => {
    await files.touchMount(tx, mount)
    await files.removeMount(tx, mount)
    await files.removeMount(tx, Number(file.fileId))
  })
  expect(await etag(tree, '')).toBe(before)
  expect(await names(tree)).toEqual(['file'])
})

test('the places of many nodes are looked up with one statement', async () => {
  await using room = await withAnn()
  const ids = [await addMount(room, 'a/b/c'), await addMount(room, 'a/d'), await addMount(room, 'e')]
  const took = await room.statements.during(async () => {
    const paths = await room.files.pathsOf([...ids, 999])
    expect([...paths.entries()].toSorted(([one], [other]) => one - other)).toEqual([
      [ids[0], ['a', 'b', 'c']],
      [ids[1], ['a', 'd']],
      [ids[2], ['e']],
    ])
  })
  expect(took).toBe(1)
  expect(await room.files.pathsOf([])).toEqual(new Map())
})

test('changes behind any number of mounts are noted with a few statements, one line in the log for each', async () => {
  await using room = await withAnn()
  const { tree, files, database } = room
  const bob = await room.addUser('bob')
  const shown = files.userTree(bob)
  const own = [
    await room.addMount(room.ann, at('a/b/c'), shown),
    await room.addMount(room.ann, at('a/d'), shown),
  ]
  const bobs = await database.write((tx) =>
    files.addMount(tx, { tenant: bob.tenant, userId: bob.userId, folder: [], name: 'of Ann' }),
  )
  room.fakeMounts.show(bobs, tree)
  const since = await tree.changes?.([], undefined, 100)
  const before = await Promise.all(['', 'a', 'a/b'].map((path) => etag(tree, path)))
  const beforeAtBob = await etag(files.userTree(bob), '')
  const took = await room.statements.during(async () => {
    await database.write((tx) => files.touchMounts(tx, [...own, bobs, 999]))
  })
  // One question, and three statements for the first of each space, three more for Ann's second.
  expect(took).toBe(7)
  for (const [index, path] of ['', 'a', 'a/b'].entries())
    expect(await etag(tree, path)).not.toBe(before[index])
  expect(await etag(files.userTree(bob), '')).not.toBe(beforeAtBob)
  const news = await tree.changes?.([], since?.token, 100)
  expect(news?.changed.map(({ path }) => path.join('/')).toSorted()).toEqual(['a/b/c', 'a/d'])
})

test('a change of files tells of everything from it up to the root, in its transaction', async () => {
  await using room = await withAnn()
  const { tree, files, events, ann } = room
  await makeFolders(tree, 'a', 'a/b', 'aside')
  const told: number[][] = []
  events.subscribe(
    'node.changed',
    async (_tx, { nodeIds }) => void told.push([...nodeIds].toSorted((x, y) => x - y)),
  )
  const idsOf = async (...paths: string[]) => {
    const nodes = await Promise.all(paths.map((path) => files.resolve(ann, at(path))))
    return nodes.map((node) => node?.id ?? 0).toSorted((x, y) => x - y)
  }
  await put(tree, 'a/b/file', 'x')
  expect(told).toEqual([await idsOf('', 'a', 'a/b', 'a/b/file')])
  await room.addMount(ann, at('a/mount'), tree)
  const [mount] = await idsOf('a/mount')
  told.length = 0
  await room.database.write((tx) => files.touchMount(tx, mount ?? 0))
  expect(told).toEqual([])
  await remove(tree, 'a/b')
  expect(told).toEqual([await idsOf('', 'a')])
})
