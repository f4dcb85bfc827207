import type { DavPath, ResourceTree } from '@isthmus/webdav'
import { ResourceError } from '@isthmus/webdav'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectSoundRows } from './testing/sound-rows.ts'
import { openTestFiles } from './testing/test-files.ts'
import { children, copy, everything, makeFolders, move, put, remove } from './testing/tree-talk.ts'

/** What a tree should be: a folder is a map, a file its contents. */
type Model = Map<string, Model | string>

type Deed =
  | { readonly kind: 'write'; readonly path: string; readonly contents: string }
  | { readonly kind: 'makeFolder'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | {
      readonly kind: 'copy' | 'move'
      readonly path: string
      readonly to: string
      readonly overwrite: boolean
    }

const name = fc.constantFrom('a', 'b', 'ü', '🐙')
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), path, contents: fc.string() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('makeFolder' as const), path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), path }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('copy', 'move'), path, to: path, overwrite: fc.boolean() }),
  },
)

test('whatever is done, the tree is what it should be, and exactly the folders around a change get new entity tags', async () => {
  await using room = await openTestFiles()
  let users = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30, size: 'max' }), async (deeds) => {
      users += 1
      const tree = room.files.userTree(await room.addUser(`user-${users}`))
      const model: Model = new Map()
      let before = await snapshot(tree)
      for (const next of deeds) {
        const done = await doTo(tree, next)
        expect(done, JSON.stringify(next)).toBe(doToModel(model, next))
        const after = await snapshot(tree)
        expectNewTagsExactlyOn(before, after)
        if (!done) expect(after).toEqual(before)
        before = after
      }
      expect(await everything(tree)).toEqual(flat(model))
    }),
    { numRuns: 40 },
  )
  await expectSoundRows(room.database)
}, 60_000)

/** @returns whether it was not refused */
async function doTo(tree: ResourceTree, next: Deed): Promise<boolean> {
  try {
    if (next.kind === 'write') await put(tree, next.path, next.contents)
    else if (next.kind === 'makeFolder') await makeFolders(tree, next.path)
    else if (next.kind === 'remove') await remove(tree, next.path)
    else if (next.kind === 'copy') await copy(tree, next.path, next.to, next.overwrite)
    else await move(tree, next.path, next.to, next.overwrite)
    return true
  } catch (error) {
    if (error instanceof ResourceError) return false
    throw error
  }
}

function doToModel(model: Model, next: Deed): boolean {
  const { folder, last, found } = lookUp(model, next.path.split('/'))
  if (folder === undefined) return false
  switch (next.kind) {
    case 'write':
      if (found instanceof Map) return false
      folder.set(last, next.contents)
      return true
    case 'makeFolder':
      if (found !== undefined) return false
      folder.set(last, new Map())
      return true
    case 'remove':
      return folder.delete(last)
    case 'copy':
    case 'move': {
      const target = lookUp(model, next.to.split('/'))
      const nested = `${next.to}/`.startsWith(`${next.path}/`) || `${next.path}/`.startsWith(`${next.to}/`)
      if (found === undefined || target.folder === undefined || nested) return false
      if (target.found !== undefined && !next.overwrite) return false
      target.folder.set(target.last, structuredClone(found))
      if (next.kind === 'move') folder.delete(last)
      return true
    }
  }
}

function lookUp(model: Model, names: DavPath) {
  const last = names.at(-1) ?? ''
  let folder: Model | string | undefined = model
  for (const step of names.slice(0, -1)) folder = folder instanceof Map ? folder.get(step) : undefined
  if (!(folder instanceof Map)) return { folder: undefined, last, found: undefined }
  return { folder, last, found: folder.get(last) }
}

function flat(model: Model, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, value] of model) {
    if (typeof value === 'string') found[prefix + key] = value
    else Object.assign(found, { [`${prefix + key}/`]: '' }, flat(value, `${prefix + key}/`))
  }
  return found
}

interface FolderState {
  readonly etag: string
  /** Ids, names and entity tags of everything below. */
  readonly contents: string
}

/** Every folder by its id. */
async function snapshot(tree: ResourceTree): Promise<Map<string, FolderState>> {
  const folders = new Map<string, FolderState>()
  async function look(place: string, self: { fileId?: string; etag: string }): Promise<string> {
    const below: string[] = []
    for (const child of await children(tree, place)) {
      below.push(`${child.name} ${child.fileId} ${child.kind} ${child.etag}`)
      if (child.kind === 'folder')
        below.push(await look(place === '' ? child.name : `${place}/${child.name}`, child))
    }
    const contents = `(${below.join(', ')})`
    folders.set(self.fileId ?? '', { etag: self.etag, contents })
    return contents
  }
  const root = await tree.stat([])
  if (root !== undefined) await look('', root)
  return folders
}

function expectNewTagsExactlyOn(before: Map<string, FolderState>, after: Map<string, FolderState>): void {
  for (const [id, now] of after) {
    const was = before.get(id)
    if (was === undefined) continue
    expect(now.etag !== was.etag, `${was.contents} -> ${now.contents}`).toBe(
      withoutTags(now) !== withoutTags(was),
    )
  }
}

/** Tags of folders would make the comparison go round in circles; those of files tell what is in them. */
function withoutTags({ contents }: FolderState): string {
  return contents.replaceAll(/ folder [\w-]+/g, ' folder')
}
