import { Readable } from 'node:stream'
import type { ResourceRights, ResourceTree } from '@isthmus/webdav'
import { ResourceError } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import type { ShareActor } from '../platform/actor.ts'
import { allRights } from '../platform/permissions.ts'
import { tenant, withAnn } from './testing/test-files.ts'
import {
  at,
  copy,
  etag,
  everything,
  get,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
  stat,
} from './testing/tree-talk.ts'

const recipient: ShareActor = { kind: 'share', tenant, shareId: 7 }

/** Ann shares `project`, which holds a file, a folder with a file, and a mount. */
async function withShare(rights: ResourceRights = allRights) {
  const room = await withAnn()
  const { tree, files } = room
  await makeFolders(tree, 'project', 'project/folder', 'private')
  await put(tree, 'project/file', 'file')
  await put(tree, 'project/folder/inner', 'inner')
  await put(tree, 'private/secret', 'secret')
  const bob = files.userTree(await room.addUser('bob'))
  await put(bob, 'of bob', 'bob')
  await room.addMount(room.ann, at('project/mount'), bob)
  const node = await files.resolve(room.ann, ['project'])
  if (node === undefined) throw new Error('The folder is missing')
  return { ...room, node, shared: files.nodeTree(tenant, node.id, rights, recipient) }
}

test('a share shows its folder as a root without a name, and nothing around it', async () => {
  await using room = await withShare()
  const { shared } = room
  expect(await stat(shared, '')).toMatchObject({ kind: 'folder', name: '', fileId: String(room.node.id) })
  expect(await everything(shared)).toEqual({ file: 'file', 'folder/': '', 'folder/inner': 'inner' })
  expect(await shared.stat(['..', 'private', 'secret'])).toBeUndefined()
  expect(await shared.stat(['private'])).toBeUndefined()
  expect(await etag(shared, 'file')).toBe(await etag(room.tree, 'project/file'))
})

test('a shared file is at the root', async () => {
  await using room = await withShare()
  const node = await room.files.resolve(room.ann, ['project', 'file'])
  const shared = room.files.nodeTree(tenant, node?.id ?? 0, allRights, recipient)
  expect(await stat(shared, '')).toMatchObject({ kind: 'file', name: '', size: 4, rights: { delete: false } })
  expect(await get(shared, '')).toBe('file')
  expect(await put(shared, '', 'changed')).toMatchObject({ name: '' })
  expect(await get(room.tree, 'project/file')).toBe('changed')
  expect(await refusal(remove(shared, ''))).toBe('forbidden')
  expect(await refusal(put(shared, 'below', 'x'))).toBe('parent-missing')
  expect(await refusal(shared.list([]))).toBe('not-a-folder')
  expect(await shared.stat(['below'])).toBeUndefined()
})

test('a mount is not there, and its name cannot be taken', async () => {
  await using room = await withShare()
  const { shared, fakeMounts } = room
  expect(await shared.stat(['mount'])).toBeUndefined()
  expect(await shared.stat(['mount', 'of bob'])).toBeUndefined()
  expect(await refusal(get(shared, 'mount/of bob'))).toBe('not-found')
  expect(await refusal(shared.list(['mount']))).toBe('not-found')
  expect(await refusal(put(shared, 'mount', 'x'))).toBe('forbidden')
  expect(await refusal(put(shared, 'mount/x', 'x'))).toBe('parent-missing')
  expect(await refusal(makeFolders(shared, 'mount'))).toBe('forbidden')
  expect(await refusal(makeFolders(shared, 'mount/x'))).toBe('parent-missing')
  expect(await refusal(copy(shared, 'file', 'mount'))).toBe('forbidden')
  expect(await refusal(move(shared, 'file', 'mount'))).toBe('forbidden')
  expect(await refusal(copy(shared, 'mount', 'copy'))).toBe('not-found')
  expect(await refusal(move(shared, 'mount', 'moved'))).toBe('not-found')
  expect(await refusal(remove(shared, 'mount'))).toBe('not-found')
  expect(fakeMounts.questions).toEqual([])
  expect(await names(room.tree, 'project')).toContain('mount')
})

test('a folder that holds a mount of the owner cannot be removed or replaced through a share', async () => {
  await using room = await withShare()
  const { shared } = room
  await move(room.tree, 'project/mount', 'project/folder/mount')
  expect(await refusal(remove(shared, 'folder'))).toBe('forbidden')
  expect(await refusal(copy(shared, 'file', 'folder'))).toBe('forbidden')
  expect(await refusal(move(shared, 'file', 'folder'))).toBe('forbidden')
  expect(room.fakeMounts.left).toEqual([])
  await move(shared, 'folder', 'renamed')
  expect(await names(room.tree, 'project/renamed')).toEqual(['inner', 'mount'])
  await copy(shared, 'renamed', 'copy')
  expect(await names(room.tree, 'project/copy')).toEqual(['inner'])
})

test('the root of a share can be neither removed, moved nor replaced', async () => {
  await using room = await withShare()
  const { shared } = room
  expect(await refusal(remove(shared, ''))).toBe('forbidden')
  expect(await refusal(move(shared, '', 'elsewhere'))).toBe('forbidden')
  expect(await refusal(copy(shared, 'file', ''))).toBe('forbidden')
})

test('a change in a share changes the folders of its owner up to the root', async () => {
  await using room = await withShare()
  const { shared, tree } = room
  const changes: [string, () => Promise<unknown>][] = [
    ['write', () => put(shared, 'folder/new', 'x')],
    ['replace', () => put(shared, 'folder/new', 'y')],
    ['makeFolder', () => makeFolders(shared, 'folder/sub')],
    ['copy', () => copy(shared, 'file', 'folder/sub/copy')],
    ['move', () => move(shared, 'folder/sub/copy', 'folder/moved')],
    ['remove', () => remove(shared, 'folder/moved')],
  ]
  for (const [what, change] of changes) {
    const before = await Promise.all(
      ['', 'project', 'project/folder', 'private'].map((path) => etag(tree, path)),
    )
    await change()
    expect(await etag(tree, ''), what).not.toBe(before[0])
    expect(await etag(tree, 'project'), what).not.toBe(before[1])
    expect(await etag(tree, 'project/folder'), what).not.toBe(before[2])
    expect(await etag(tree, 'private'), what).toBe(before[3])
  }
})

test('a share whose folder is gone finds nothing and takes nothing', async () => {
  await using room = await withShare()
  const { shared } = room
  await remove(room.tree, 'project')
  expect(await shared.stat([])).toBeUndefined()
  expect(await shared.stat(['file'])).toBeUndefined()
  expect(await refusal(shared.list([]))).toBe('not-found')
  expect(await refusal(get(shared, 'file'))).toBe('not-found')
  expect(await refusal(put(shared, 'file', 'x'))).toBe('not-found')
  expect(await refusal(makeFolders(shared, 'x'))).toBe('not-found')
  expect(await refusal(remove(shared, 'file'))).toBe('not-found')
  expect(await refusal(copy(shared, 'file', 'x'))).toBe('not-found')
  expect(await refusal(move(shared, 'file', 'x'))).toBe('not-found')
})

test('a share follows its folder when the owner moves it', async () => {
  await using room = await withShare()
  await move(room.tree, 'project', 'private/renamed')
  expect(await get(room.shared, 'file')).toBe('file')
  await put(room.shared, 'new', 'x')
  expect(await get(room.tree, 'private/renamed/new')).toBe('x')
})

type Deed = readonly [
  name: string,
  needs: readonly (keyof ResourceRights)[],
  (tree: ResourceTree) => Promise<unknown>,
]

const deeds: readonly Deed[] = [
  ['list', ['read'], (tree) => tree.list([])],
  ['read', ['read'], (tree) => get(tree, 'file')],
  ['replace a file', ['update'], (tree) => put(tree, 'file', 'x')],
  ['create a file', ['create'], (tree) => put(tree, 'new', 'x')],
  ['make a folder', ['create'], (tree) => makeFolders(tree, 'new')],
  ['remove a file', ['delete'], (tree) => remove(tree, 'file')],
  ['remove a folder', ['delete'], (tree) => remove(tree, 'folder')],
  ['copy', ['read', 'create'], (tree) => copy(tree, 'file', 'copy')],
  ['copy over a file', ['read', 'update'], (tree) => copy(tree, 'file', 'folder/inner')],
  ['copy over a folder', ['read', 'create', 'delete'], (tree) => copy(tree, 'file', 'folder')],
  ['rename', ['create', 'delete'], (tree) => move(tree, 'file', 'renamed')],
  ['move over', ['create', 'delete'], (tree) => move(tree, 'file', 'folder/inner')],
]

test.each(deeds)('to %s takes the rights %j, and no others', async (_deed, needs, act) => {
  const rights = ['read', 'update', 'create', 'delete'] as const
  const none: ResourceRights = { read: false, update: false, create: false, delete: false, share: false }
  const just = Object.fromEntries(needs.map((right) => [right, true]))
  {
    await using room = await withShare({ ...none, ...just })
    await act(room.shared)
  }
  for (const missing of needs) {
    const others = Object.fromEntries(rights.map((right) => [right, right !== missing]))
    await using room = await withShare({ ...none, ...others })
    const before = await everything(room.tree, 'private')
    const root = await etag(room.tree, '')
    expect(await refusal(act(room.shared)), `without ${missing}`).toBe('forbidden')
    expect(await etag(room.tree, '')).toBe(root)
    expect(await everything(room.tree, 'private')).toEqual(before)
  }
})

test('whoever may only add does not learn what is there', async () => {
  const dropBox = { read: false, update: false, create: true, delete: false, share: false }
  await using room = await withShare(dropBox)
  expect(await room.shared.stat(['file'])).toBeUndefined()
  expect(await stat(room.shared, '')).toMatchObject({ rights: dropBox })
})

test('rights that are taken back during an upload count for it', async () => {
  await using room = await withShare()
  let over = false
  const shared = room.files.nodeTree(
    tenant,
    room.node.id,
    async () => {
      if (over) throw new ResourceError('not-found', 'The share is over.')
      return allRights
    },
    recipient,
  )
  async function* slow() {
    yield Buffer.from('first half ')
    over = true
    yield Buffer.from('second half')
  }
  expect(await refusal(shared.write(['file'], Readable.from(slow()), { preconditions: {} }))).toBe(
    'not-found',
  )
  expect(await get(room.tree, 'project/file')).toBe('file')
})

test('the audit trail names the share that a change came through', async () => {
  await using room = await withShare()
  await room.clock.advance(1)
  await put(room.shared, 'new', 'x')
  const [line] = await room.activity.listAudit({ kind: 'operator', tenant }, { limit: 1 })
  expect(line).toMatchObject({
    actorKind: 'share',
    actor: '7',
    action: 'file.created',
    detail: { name: 'new' },
  })
})

const onlyAdd = { read: false, update: false, create: true, delete: false, share: false }

test('who may only add sees nothing, replaces nothing, and gets a free name', async () => {
  await using room = await withShare(onlyAdd)
  const { shared, tree } = room
  const added = []
  for (const wanted of ['file', 'file', 'mount', 'a/b', '']) {
    added.push((await shared.add([], wanted, Readable.from([Buffer.from('new')]))).name)
  }
  expect(added).toEqual(['file (2)', 'file (3)', 'mount (2)', 'a_b', 'file (4)'])
  expect(await get(tree, 'project/file')).toBe('file')
  expect(await get(tree, 'project/file (2)')).toBe('new')
  expect(await shared.stat(['file'])).toBeUndefined()
  expect(await refusal(shared.list([]))).toBe('forbidden')
  expect(await refusal(get(shared, 'file (2)'))).toBe('forbidden')
  expect(await refusal(put(shared, 'file', 'x'))).toBe('forbidden')
})

test('adding is refused where it is not allowed, there is no folder, or no room', async () => {
  await using room = await withShare({ ...allRights, create: false })
  const body = () => Readable.from([Buffer.from('new')])
  expect(await refusal(room.shared.add([], 'x', body()))).toBe('forbidden')
  const may = room.files.nodeTree(tenant, room.node.id, onlyAdd, recipient)
  expect(await refusal(may.add(['missing'], 'x', body()))).toBe('not-found')
  expect(await refusal(may.add(['file'], 'x', body()))).toBe('not-a-folder')
  expect(await refusal(may.add([], 'x', body(), { length: 2 }))).toBe('conflict')
  expect(await names(room.tree, 'project')).toEqual(['file', 'folder', 'mount'])
})

test('two who add the same name at the same time both get a file', async () => {
  await using room = await withShare(onlyAdd)
  const add = (text: string) => room.shared.add([], 'scan', Readable.from([Buffer.from(text)]))
  const both = await Promise.all([add('one'), add('two')])
  expect(both.map(({ name }) => name).toSorted()).toEqual(['scan', 'scan (2)'])
})
