import { mkdtempDisposable, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { openDatabase } from './open-database.ts'

test('integers are integers', async () => {
  await using opened = await openFile()
  const { rows } = await sql`SELECT typeof(${7}) AS type, ${7} / 2 AS half`.execute(opened.database.read)
  expect(rows).toEqual([{ type: 'integer', half: 3 }])
})

test('bytes come back as they were stored', async () => {
  await using opened = await openFile()
  const bytes = Uint8Array.of(0, 1, 255)
  const { rows } = await sql<{ value: unknown }>`SELECT ${bytes} AS value`.execute(opened.database.read)
  expect(rows[0]?.value).toEqual(bytes)
})

test('more different statements than the cache holds all work', async () => {
  await using opened = await openFile()
  for (let length = 1; length <= 600; length += 1) {
    const list = Array.from({ length }, (_, index) => `n${index}`)
    expect(
      await opened.database.read.selectFrom('allocators').select('name').where('name', 'in', list).execute(),
    ).toEqual([])
  }
})

test('the files of the database can be read by their owner only', async () => {
  await using opened = await openFile()
  const { file, database } = opened
  await database.write((tx) => tx.insertInto('allocators').values({ name: 'node', next: 1 }).execute())
  for (const path of [file, `${file}-wal`, `${file}-shm`]) expect((await stat(path)).mode & 0o777).toBe(0o600)
})

async function openFile() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const file = join(folder.path, 'isthmus.db')
  const database = await openDatabase({ kind: 'sqlite', file, clock: systemClock })
  return {
    file,
    database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await folder.remove()
    },
  }
}
