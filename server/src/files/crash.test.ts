import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeTemporaryPlace } from '../platform/database/testing/temporary-place.ts'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock.ts'
import { ann, openFolder } from './testing/open-folder.ts'
import { expectSoundRows } from './testing/sound-rows.ts'
import { everything, get } from './testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof openFolder<ManualClock>>>

const program = fileURLToPath(new URL('testing/crashing-process.ts', import.meta.url))
const day = 24 * 60 * 60 * 1000

/** Lets a process die in the middle of a story and opens what it leaves. */
async function afterCrash(story: string, point: string, look: (room: Room) => Promise<void>): Promise<void> {
  await using temporary = await makeTemporaryPlace()
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-files-'))
  try {
    const child = spawn(process.execPath, [program, story, folder, JSON.stringify(temporary.place)], {
      env: { ...process.env, ISTHMUS_CRASH_AT: point },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
    await using room = await openFolder(folder, temporary.place, createManualClock(Date.now()))
    await expectSoundRows(room.database)
    await look(room)
    await expectSoundRows(room.database)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test.each([
  { point: 'before-blob-fsync:2', left: 'first', versions: 0, orphans: 0 },
  { point: 'after-blob-before-row:2', left: 'first', versions: 0, orphans: 1 },
  { point: 'before-keeping-version', left: 'first', versions: 0, orphans: 1 },
  { point: 'before-commit:3', left: 'first', versions: 0, orphans: 1 },
  { point: 'after-commit-before-wake:3', left: 'second', versions: 1, orphans: 0 },
  { point: 'after-keeping-version', left: 'second', versions: 1, orphans: 0 },
])('a writer that dies at $point leaves the $left contents, and nothing for ever', async (crash) => {
  await afterCrash('write', crash.point, async ({ tree, files, clock, blobs }) => {
    expect(await get(tree, 'file')).toBe(crash.left)
    expect(await files.listVersions(ann, { path: ['file'] })).toHaveLength(crash.versions)
    await clock.advance(day + 1)
    expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: crash.orphans })
    expect(await Array.fromAsync(blobs.list())).toHaveLength(1 + crash.versions)
    expect(await get(tree, 'file')).toBe(crash.left)
  })
})

const whole = { 'folder/': '', 'folder/sub/': '', 'folder/sub/file': 'first' }

test.each([
  { story: 'remove', point: 'before-trashing', here: true },
  { story: 'remove', point: 'after-trashing', here: false },
  { story: 'restore', point: 'before-restoring', here: false },
  { story: 'restore', point: 'after-restoring', here: true },
])('to $story and die at $point leaves the whole folder in one place', async ({ story, point, here }) => {
  await afterCrash(story, point, async ({ tree, files }) => {
    const { items } = await files.listTrash(ann, undefined, { limit: 10 })
    expect(await everything(tree)).toEqual(here ? whole : {})
    expect(items.map((item) => item.name)).toEqual(here ? [] : ['folder'])
    if (!here) await files.restoreFromTrash(ann, undefined, items[0]?.id ?? 0)
    expect(await everything(tree)).toEqual(whole)
  })
})

test('a purge that dies between two batches is finished by the next one', async () => {
  await afterCrash('purge', 'between-purges', async ({ tree, files, database, clock, blobs }) => {
    expect(await everything(tree)).toEqual({})
    expect((await files.listSpaces(ann))[0]?.used).toBe(0)
    expect(await database.read.selectFrom('nodes').selectAll().execute()).toHaveLength(1 + 1536 - 500)
    expect(await files.tidyUp()).toMatchObject({ purged: 1036 })
    await clock.advance(day + 1)
    await files.sweepBlobs()
    expect(await Array.fromAsync(blobs.list())).toEqual([])
  })
})

test.each([
  { point: 'before-restoring-version', left: 'second' },
  { point: 'after-restoring-version', left: 'first' },
])('whoever restores a version and dies at $point leaves the $left contents', async ({ point, left }) => {
  await afterCrash('restoreVersion', point, async ({ tree, files }) => {
    expect(await get(tree, 'file')).toBe(left)
    expect(await files.listVersions(ann, { path: ['file'] })).toHaveLength(1)
  })
})

test.each([
  { point: 'before-locking', there: false },
  { point: 'after-locking', there: true },
])('a lock on a new file that dies at $point leaves both or nothing, and not for ever', async (crash) => {
  await afterCrash('lock', crash.point, async ({ tree, database, files, clock }) => {
    expect(await everything(tree)).toEqual(crash.there ? { new: '' } : {})
    expect(await database.read.selectFrom('locks').selectAll().execute()).toHaveLength(crash.there ? 1 : 0)
    await clock.advance(day + 1)
    expect(await files.tidyUp()).toMatchObject({ locks: crash.there ? 1 : 0 })
    expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: crash.there ? 0 : 1 })
  })
})
