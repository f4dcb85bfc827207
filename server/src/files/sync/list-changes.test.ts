import { ResourceError } from '@isthmus/webdav'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShareActor } from '../../platform/actor.ts'
import { allRights } from '../../platform/permissions.ts'
import { createMirror, surveyOf } from '../testing/mirror.ts'
import { openTestFiles, tenant, withAnn } from '../testing/test-files.ts'
import {
  at,
  copy,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
  setProperties,
} from '../testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof withAnn>>

const day = 24 * 60 * 60 * 1000

async function changes({ tree }: Pick<Room, 'tree'>, path: string, since?: string, limit = 100) {
  const answer = await tree.changes?.(at(path), since, limit)
  if (answer === undefined) throw new Error('Nobody keeps account')
  return {
    ...answer,
    changed: answer.changed.map((one) => one.path.join('/')).toSorted(),
    gone: answer.gone.map((one) => one.join('/')).toSorted(),
  }
}

test('the first answer tells of everything below the folder, and of nothing else', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'f', 'f/sub', 'other')
  await put(room.tree, 'f/1', 'one')
  await put(room.tree, 'f/sub/2', 'two')
  const { token: _, ...first } = await changes(room, 'f')
  expect(first).toEqual({ changed: ['1', 'sub', 'sub/2'], gone: [], truncated: false })
  expect((await changes(room, '')).changed).toEqual(['f', 'f/1', 'f/sub', 'f/sub/2', 'other'])
})

test('the next answers tell of what came, changed, moved and went since', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f', 'f/sub')
  await put(tree, 'f/1', 'one')
  await put(tree, 'f/2', 'two')
  let { token } = await changes(room, 'f')
  const since = async () => {
    const { token: next, truncated, ...told } = await changes(room, 'f', token)
    token = next
    expect(truncated).toBe(false)
    return told
  }
  expect(await since()).toEqual({ changed: [], gone: [] })
  await put(tree, 'f/1', 'changed')
  await put(tree, 'f/new', 'new')
  expect(await since()).toEqual({ changed: ['1', 'new'], gone: [] })
  await move(tree, 'f/1', 'f/sub/1')
  expect(await since()).toEqual({ changed: ['sub/1'], gone: ['1'] })
  await remove(tree, 'f/2')
  expect(await since()).toEqual({ changed: [], gone: ['2'] })
  await put(tree, 'f/2', 'again')
  await setProperties(tree, 'f/new', { note: 'x' })
  expect(await since()).toEqual({ changed: ['2', 'new'], gone: [] })
  await put(tree, 'outside', 'x')
  expect(await since()).toEqual({ changed: [], gone: [] })
  await move(tree, 'outside', 'f/inside')
  expect(await since()).toEqual({ changed: ['inside'], gone: [] })
  await move(tree, 'f/inside', 'outside')
  expect(await since()).toEqual({ changed: [], gone: ['inside'] })
})

test('a folder that moves, is copied or comes out of the trash is told of with everything in it', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b')
  await put(tree, 'a/b/1', 'one')
  const { token } = await changes(room, '')
  await move(tree, 'a', 'z')
  await copy(tree, 'z', 'copy')
  expect(await changes(room, '', token)).toMatchObject({
    changed: ['copy', 'copy/b', 'copy/b/1', 'z', 'z/b', 'z/b/1'],
    gone: ['a'],
  })
  await remove(tree, 'z')
  const { token: removed } = await changes(room, '', token)
  const [item] = (await room.files.listTrash(room.ann, undefined, { limit: 1 })).items
  await room.files.restoreFromTrash(room.ann, undefined, item?.id ?? 0)
  expect(await changes(room, '', removed)).toMatchObject({ changed: ['z', 'z/b', 'z/b/1'], gone: [] })
})

test('of a folder that went with what was in it, only the folder is told', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b')
  await put(tree, 'a/b/1', 'one')
  const { token } = await changes(room, '')
  await remove(tree, 'a/b/1')
  await remove(tree, 'a')
  expect(await changes(room, '', token)).toMatchObject({ changed: [], gone: ['a'] })
})

test('an answer is as long as it may be, and the next one goes on', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f')
  for (let index = 0; index < 10; index += 1) await put(tree, `f/${index}`, 'x')
  const mirror = createMirror(tree)
  expect(await mirror.follow(3)).toBe(4)
  expect(mirror.entries).toEqual(await surveyOf(tree))
  await move(tree, 'f', 'g')
  for (let index = 0; index < 5; index += 1) await remove(tree, `g/${index}`)
  expect(await mirror.follow(1)).toBeGreaterThan(6)
  expect(mirror.entries).toEqual(await surveyOf(tree))
  expect(mirror.restarts).toBe(0)
})

test('what happens between two answers is not lost', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f', 'g')
  for (let index = 0; index < 6; index += 1) await put(tree, `f/${index}`, 'x')
  const first = await tree.changes?.([], undefined, 4)
  expect(first?.truncated).toBe(true)
  // One that was told already, and one that was not.
  await move(tree, 'f/0', 'g/0')
  await remove(tree, 'f/5')
  await put(tree, 'f/new', 'x')
  const told = await changes(room, '', first?.token)
  expect(told).toMatchObject({ gone: ['f/0', 'f/5'], truncated: false })
  expect(told.changed).toEqual(expect.arrayContaining(['f/4', 'f/new', 'g/0']))
})

test.each([
  ['nonsense', () => 'nonsense'],
  ['a token of another folder', async (room: Room) => (await changes(room, 'other')).token],
  [
    'a token from the future',
    async (room: Room) => {
      const [space = '', folder = '', seq = ''] = (await changes(room, 'f')).token.split('-')
      return [space, folder, (Number.parseInt(seq, 36) + 1).toString(36)].join('-')
    },
  ],
  [
    'a token with a number that was never given out',
    async (room: Room) => {
      const [space = '', folder = ''] = (await changes(room, 'f')).token.split('-')
      return [space, folder, '5'].join('-')
    },
  ],
  [
    'a token of somebody else',
    async (room: Room) => {
      const bob = room.files.userTree(await room.addUser('bob'))
      await makeFolders(bob, 'f')
      return (await changes({ tree: bob }, 'f')).token
    },
  ],
])('%s is refused', async (_what, tokenIn) => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'f', 'other')
  const token = await tokenIn(room)
  expect(await refusal(changes(room, 'f', token))).toBe('invalid-sync-token')
})

test.each([
  ['has moved', (room: Room) => move(room.tree, 'f', 'g').then(() => 'g')],
  [
    'lies in a folder that has moved',
    (room: Room) => move(room.tree, 'around', 'around it').then(() => 'around it/f'),
  ],
  [
    'was replaced',
    async (room: Room) => {
      await remove(room.tree, 'f')
      await makeFolders(room.tree, 'f')
      return 'f'
    },
  ],
])('a token of a folder that %s is refused', async (what, change) => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'around', 'around/f', 'f')
  const { token } = await changes(room, what.includes('lies') ? 'around/f' : 'f')
  const path = await change(room)
  expect(await refusal(changes(room, path, token))).toBe('invalid-sync-token')
})

test('a folder in the place of another one makes clients begin anew: the log does not know what both had', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a')
  await put(tree, 'a/only in the first', 'x')
  const mirror = createMirror(tree)
  await mirror.follow()
  await remove(tree, 'a')
  await makeFolders(tree, 'a')
  await mirror.follow()
  expect(mirror.restarts).toBe(1)
  expect([...mirror.entries.keys()]).toEqual(['a'])
})

test('a log that was pruned still serves those who know all that it has forgotten', async () => {
  await using room = await withAnn()
  const { tree, files, clock } = room
  await put(tree, 'a', 'x')
  const { token: old } = await changes(room, '')
  await put(tree, 'b', 'x')
  const { token: latest } = await changes(room, '')
  await clock.advance(89 * day)
  expect((await files.tidyUp()).logLines).toBe(0)
  expect(await changes(room, '', old)).toMatchObject({ changed: ['b'] })
  await clock.advance(2 * day)
  expect((await files.tidyUp()).logLines).toBe(3)
  expect(await refusal(changes(room, '', old))).toBe('invalid-sync-token')
  expect(await changes(room, '', latest)).toMatchObject({ changed: [], gone: [] })
  await put(tree, 'c', 'x')
  expect(await changes(room, '', latest)).toMatchObject({ changed: ['c'], gone: [] })
  expect((await changes(room, '')).changed).toEqual(['a', 'b', 'c'])
})

test('a mount is told of, and marked as one into which nobody looks', async () => {
  await using room = await withAnn()
  const { tree, files, database } = room
  const { token } = await changes(room, '')
  const bob = files.userTree(await room.addUser('bob'))
  await put(bob, 'inside', 'x')
  const mount = await room.addMount(room.ann, at('Shared/From Bob'), bob)
  const answer = await tree.changes?.([], token, 100)
  expect(answer?.changed.map(({ path, untraversed }) => [path.join('/'), untraversed])).toEqual([
    ['Shared', undefined],
    ['Shared/From Bob', true],
  ])
  await database.write((tx) => files.touchMount(tx, mount))
  expect(await changes(room, '', answer?.token)).toMatchObject({ changed: ['Shared/From Bob'] })
  await remove(tree, 'Shared/From Bob')
  expect(await changes(room, '', answer?.token)).toMatchObject({ changed: [], gone: ['Shared/From Bob'] })
})

test('behind a mount its own tree is asked', async () => {
  await using room = await withAnn()
  const { files } = room
  const bob = files.userTree(await room.addUser('bob'))
  await makeFolders(bob, 'f')
  await put(bob, 'f/1', 'x')
  await room.addMount(room.ann, ['bob'], bob)
  expect(await changes(room, 'bob')).toMatchObject({ changed: ['f', 'f/1'] })
  expect(await changes(room, 'bob/f')).toMatchObject({ changed: ['1'] })
  const { changes: _, ...silent } = bob
  await room.addMount(room.ann, ['silent'], silent)
  expect(await refusal(changes(room, 'silent'))).toBe('forbidden')
})

test('a share tells of its folder only, and of no mounts in it', async () => {
  await using room = await withAnn()
  const { tree, files } = room
  await makeFolders(tree, 'project', 'private')
  const folder = await files.resolve(room.ann, ['project'])
  const recipient: ShareActor = { kind: 'share', tenant, shareId: 7 }
  const shared = files.nodeTree(tenant, folder?.id ?? 0, allRights, recipient)
  const { token } = await changes({ tree: shared }, '')
  await put(tree, 'project/new', 'x')
  await put(tree, 'private/secret', 'x')
  await room.addMount(room.ann, at('project/mount'), tree)
  expect(await changes({ tree: shared }, '', token)).toMatchObject({ changed: ['new'], gone: [] })
  await remove(tree, 'project/new')
  await remove(tree, 'project/mount')
  await remove(tree, 'private/secret')
  expect(await changes({ tree: shared }, '', token)).toMatchObject({ changed: [], gone: ['new'] })
  await move(tree, 'project', 'private/project')
  expect(await refusal(changes({ tree: shared }, '', token))).toBe('invalid-sync-token')
})

test('only folders keep account, and only for those who may read', async () => {
  await using room = await withAnn()
  await put(room.tree, 'file', 'x')
  expect(await refusal(changes(room, 'file'))).toBe('not-a-folder')
  expect(await refusal(changes(room, 'missing'))).toBe('not-found')
  const root = await room.files.resolve(room.ann, [])
  const dropBox = { read: false, update: false, create: true, delete: false, share: false }
  const tree = room.files.nodeTree(tenant, root?.id ?? 0, dropBox, room.ann)
  expect(await refusal(changes({ tree }, ''))).toBe('forbidden')
})

test('a question about the sync token is answered with one that misses nothing', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f')
  const [folder] = await Array.fromAsync((await tree.list([], { syncToken: true })).children)
  await put(tree, 'f/new', 'x')
  const token = folder?.kind === 'folder' ? folder.syncToken : undefined
  expect(await changes(room, 'f', token)).toMatchObject({ changed: ['new'], gone: [] })
})

test('an answer takes a few statements, however long it is', async () => {
  await using room = await withAnn()
  const { tree, statements } = room
  await makeFolders(tree, 'small', 'large')
  await put(tree, 'small/1', 'x')
  for (let index = 0; index < 60; index += 1) await put(tree, `large/${index}`, 'x')
  const question = { deadProperties: true, locks: true, quota: true, syncToken: true }
  const few = await statements.during(
    () => tree.changes?.(['small'], undefined, 100, question) ?? Promise.reject(),
  )
  const many = await statements.during(
    () => tree.changes?.(['large'], undefined, 100, question) ?? Promise.reject(),
  )
  expect(many).toBe(few)
  expect(few).toBeLessThan(20)
})

const name = fc.constantFrom('a', 'b', 'c')
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), path }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('makeFolder' as const), path }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), path }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('copy' as const, 'move' as const), path, to: path }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), nth: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('follow' as const), limit: fc.integer({ min: 1, max: 8 }) }),
  },
)

type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

test('whoever follows the changes knows what is there', async () => {
  await using room = await openTestFiles()
  let users = 0
  let followed = 0
  let restarted = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40, size: 'max' }), async (deeds) => {
      users += 1
      const ann = await room.addUser(`user-${users}`)
      const tree = room.files.userTree(ann)
      await makeFolders(tree, 'a')
      const whole = createMirror(tree)
      const part = createMirror(tree, 'a')
      for (const next of deeds) {
        if (next.kind === 'follow') {
          await whole.follow(next.limit)
          expect(whole.entries).toEqual(await surveyOf(tree))
          followed += 1
        } else {
          await attempt(() => doDeed(next))
        }
      }
      await whole.follow()
      expect(whole.entries).toEqual(await surveyOf(tree))
      restarted += whole.restarts
      if ((await names(tree)).includes('a') && (await tree.stat(['a']))?.kind === 'folder') {
        await part.follow(3)
        expect(part.entries).toEqual(await surveyOf(tree, 'a'))
      }

      async function doDeed(one: Exclude<Deed, { kind: 'follow' }>): Promise<unknown> {
        switch (one.kind) {
          case 'write':
            return put(tree, one.path, one.path)
          case 'makeFolder':
            return makeFolders(tree, one.path)
          case 'remove':
            return remove(tree, one.path)
          case 'copy':
            return copy(tree, one.path, one.to)
          case 'move':
            return move(tree, one.path, one.to)
          case 'restore': {
            const { items } = await room.files.listTrash(ann, undefined, { limit: 4 })
            const item = items[one.nth]
            return item && room.files.restoreFromTrash(ann, undefined, item.id)
          }
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(restarted).toBeLessThan(followed)
}, 60_000)

async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ResourceError)) throw error
  }
}
