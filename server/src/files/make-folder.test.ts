import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import { makeFolders, names, put, refusal, stat } from './testing/tree-talk.ts'

test('a new folder is empty and has an id', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'folder')
  expect(await stat(room.tree, 'folder')).toMatchObject({
    kind: 'folder',
    name: 'folder',
    createdAt: room.clock.now(),
    rights: { create: true, delete: true },
    fileId: expect.stringMatching(/^\d+$/),
  })
  expect(await names(room.tree, 'folder')).toEqual([])
})

test('a folder is made where nothing is', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'folder')
  await put(room.tree, 'file', 'x')
  expect(await refusal(makeFolders(room.tree, 'folder'))).toBe('already-exists')
  expect(await refusal(makeFolders(room.tree, 'file'))).toBe('already-exists')
  expect(await refusal(makeFolders(room.tree, ''))).toBe('already-exists')
  expect(await refusal(makeFolders(room.tree, 'missing/folder'))).toBe('parent-missing')
  expect(await refusal(makeFolders(room.tree, 'file/folder'))).toBe('parent-missing')
})

test('of several who make the same folder at once, one makes it', async () => {
  await using room = await withAnn()
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => makeFolders(room.tree, 'folder')))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ reason: 'already-exists' })
  }
  expect(await names(room.tree)).toEqual(['folder'])
})

test('conditions are checked where a folder could be made', async () => {
  await using room = await withAnn()
  expect(await refusal(room.tree.makeFolder(['folder'], { preconditions: { ifMatch: 'any' } }))).toBe(
    'precondition-failed',
  )
  await room.tree.makeFolder(['folder'], { preconditions: { ifNoneMatch: 'any' } })
})
