import { text } from 'node:stream/consumers'
import type { ResourceTree } from '@isthmus/webdav'
import { ResourceError } from '@isthmus/webdav'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UserActor } from '../platform/actor.ts'
import { IsthmusError } from '../platform/errors.ts'
import { HistoryModel, type ModelContent, type ModelNode } from './testing/history-model.ts'
import { expectSoundRows } from './testing/sound-rows.ts'
import { openTestFiles } from './testing/test-files.ts'
import { at, copy, everything, makeFolders, move, put, remove } from './testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof openTestFiles>>

const name = fc.constantFrom('a', 'b.txt', 'ü')
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
const nth = fc.nat(3)
const contents = fc.constantFrom('', 'x', 'yy', 'zzz')
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), path, contents }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('makeFolder' as const), path }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), path }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('copy' as const, 'move' as const), path, to: path }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('restore' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deleteForGood' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('emptyTrash' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('restoreVersion' as const, 'deleteVersion' as const),
      path,
      nth,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tidyUp' as const) }) },
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

test('whatever is removed, replaced, restored and deleted, everything is where it should be and is charged once', async () => {
  await using room = await openTestFiles()
  let users = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40, size: 'max' }), async (deeds) => {
      users += 1
      const ann = await room.addUser(`user-${users}`)
      const tree = room.files.userTree(ann)
      const model = new HistoryModel()
      for (const next of deeds) {
        await room.clock.advance(1)
        expect(await done(() => doTo(room, ann, tree, model, next)), JSON.stringify(next)).toBe(true)
        expect(await everything(tree), JSON.stringify(next)).toEqual(flat(model.root))
      }
      expect(await versionsIn(room, ann, model.root)).toEqual(versionTexts(model.root))
      const [space] = await room.files.listSpaces(ann)
      expect(space?.used).toBe(model.used)
      const { items } = await room.files.listTrash(ann, undefined, { limit: 100 })
      expect(items.map((item) => item.name)).toEqual(model.trash.map((item) => item.name))
    }),
    { numRuns: 40 },
  )
  await expectSoundRows(room.database)
  await room.files.tidyUp()
  await expectSoundRows(room.database)
  expect(await room.database.read.selectFrom('doomed_nodes').selectAll().execute()).toEqual([])
}, 60_000)

/** @returns whether the room and the model agree on whether it can be done */
async function doTo(
  room: Room,
  ann: UserActor,
  tree: ResourceTree,
  model: HistoryModel,
  next: Deed,
): Promise<boolean> {
  const { files } = room
  switch (next.kind) {
    case 'write':
      return agree(model.write(at(next.path), next.contents), put(tree, next.path, next.contents))
    case 'makeFolder':
      return agree(model.makeFolder(at(next.path)), makeFolders(tree, next.path))
    case 'remove':
      return agree(model.remove(at(next.path)), remove(tree, next.path))
    case 'copy':
      return agree(model.copy(at(next.path), at(next.to)), copy(tree, next.path, next.to))
    case 'move':
      return agree(model.move(at(next.path), at(next.to)), move(tree, next.path, next.to))
    case 'restore':
    case 'deleteForGood': {
      const { items } = await files.listTrash(ann, undefined, { limit: 100 })
      const id = items[next.nth]?.id ?? 0
      return next.kind === 'restore'
        ? agree(model.restore(next.nth), files.restoreFromTrash(ann, undefined, id))
        : agree(model.deleteForGood(next.nth), files.deleteFromTrash(ann, undefined, id))
    }
    case 'emptyTrash':
      expect(await files.emptyTrash(ann, undefined)).toBe(model.trash.length)
      model.trash = []
      return true
    case 'restoreVersion':
    case 'deleteVersion':
      return doToVersion(room, ann, model, next)
    case 'tidyUp':
      await files.tidyUp()
      return true
  }
}

async function doToVersion(
  { files }: Room,
  ann: UserActor,
  model: HistoryModel,
  next: Extract<Deed, { kind: 'restoreVersion' | 'deleteVersion' }>,
): Promise<boolean> {
  const file = model.find(at(next.path))
  const place = { path: at(next.path) }
  if (file?.kind !== 'file') return agree(false, files.listVersions(ann, place))
  const version = (await files.listVersions(ann, place))[next.nth]
  if (version === undefined) return agree(false, files.deleteVersion(ann, place, 1_000_000))
  const { body } = await files.readVersion(ann, place, version.id)
  const held = await text(body)
  const kept = file.versions.find((content) => content.text === held)
  if (kept === undefined) return false
  if (next.kind === 'restoreVersion') {
    await files.restoreVersion(ann, place, version.id)
    model.restoreVersion(file, kept)
  } else {
    await files.deleteVersion(ann, place, version.id)
    file.versions = file.versions.filter((content: ModelContent) => content !== kept)
  }
  return true
}

async function agree(can: boolean, work: Promise<unknown>): Promise<boolean> {
  return can === (await done(() => work))
}

/** @returns false when it was refused, or did itself say so */
async function done(work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== false
  } catch (error) {
    if (error instanceof ResourceError || error instanceof IsthmusError) return false
    throw error
  }
}

function flat(folder: ModelNode, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {}
  if (folder.kind === 'file') return found
  for (const [key, node] of folder.members) {
    if (node.kind === 'file') found[prefix + key] = node.content.text
    else Object.assign(found, { [`${prefix + key}/`]: '' }, flat(node, `${prefix + key}/`))
  }
  return found
}

function versionTexts(folder: ModelNode, prefix = ''): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  if (folder.kind === 'file') return found
  for (const [key, node] of folder.members) {
    if (node.kind === 'file') found[prefix + key] = node.versions.map((version) => version.text).toSorted()
    else Object.assign(found, versionTexts(node, `${prefix + key}/`))
  }
  return found
}

async function versionsIn(room: Room, ann: UserActor, root: ModelNode): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const place of Object.keys(versionTexts(root))) {
    const versions = await room.files.listVersions(ann, { path: at(place) })
    const texts = versions.map(async (version) =>
      text((await room.files.readVersion(ann, { path: at(place) }, version.id)).body),
    )
    found[place] = (await Promise.all(texts)).toSorted()
  }
  return found
}
