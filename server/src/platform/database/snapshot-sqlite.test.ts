import { mkdtempDisposable, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { allocate, openDatabase, readDatabase, snapshotSqlite, sqliteFaults } from './index.ts'

test('a snapshot is the state of one moment while writes go on, and one file for its owner alone', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const file = join(folder.path, 'isthmus.db')
  const target = join(folder.path, 'copy.db')
  await using database = await openDatabase({ kind: 'sqlite', file, clock: systemClock })
  // Each write moves two counters together.
  const move = () =>
    database.write(async (tx) => {
      await allocate(tx, 'node')
      await allocate(tx, 'share')
    })
  for (let round = 0; round < 20; round += 1) await move()
  const copied = new AbortController()
  const writing = (async () => {
    while (!copied.signal.aborted) await move()
  })()
  await snapshotSqlite(file, target)
  copied.abort()
  await writing

  expect((await readdir(folder.path)).filter((name) => name.startsWith('copy'))).toEqual(['copy.db'])
  expect((await stat(target)).mode & 0o777).toBe(0o600)
  expect(sqliteFaults(target)).toEqual([])
  await using copy = readDatabase({ kind: 'sqlite', file: target })
  const counters = await copy.read.selectFrom('allocators').selectAll().execute()
  const [node, share] = ['node', 'share'].map((name) => counters.find((row) => row.name === name)?.next)
  expect(node).toBeGreaterThanOrEqual(21)
  expect(share).toBe(node)
})
