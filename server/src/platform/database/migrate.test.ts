import { mkdtempDisposable, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Migration, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

const clock = { now: () => 1_790_000_000_000, sleep: () => Promise.resolve() }

test('the history is in order of time and names the files', async () => {
  const names = migrations.map(({ name }) => name)
  const files = await readdir(join(import.meta.dirname, 'migrations'))
  expect(names).toEqual(names.toSorted())
  expect(files.filter((file) => file.endsWith('.ts') && file !== 'index.ts').toSorted()).toEqual(
    names.map((name) => `${name}.ts`),
  )
})

test('migrations are applied in order, once, and marked with the time', async () => {
  await using folder = await openFolder()
  await folder.migrate([first])
  await folder.migrate([first, second])
  await folder.migrate([first, second])
  expect(folder.query('SELECT * FROM things')).toEqual([{ id: 1, colour: 'red' }])
  expect(folder.query('SELECT * FROM migrations ORDER BY name')).toEqual([
    { name: '20260101t0000-first', applied_at: clock.now() },
    { name: '20260102t0000-second', applied_at: clock.now() },
  ])
})

test('shares from before there were several kinds of recipients are federated ones', async () => {
  await using folder = await openFolder()
  const [initial] = migrations
  if (initial === undefined) throw new Error('there is no first migration')
  await folder.migrate([initial])
  {
    using database = new DatabaseSync(folder.file)
    database.exec(`INSERT INTO shares VALUES (3, 1, 'folder', 7, 'Trip', 'u1', 'u1', 'bob@peer.example', 'peer.example',
      1, 'sealed', 'lookup', 1, 'announced', NULL, NULL, NULL, 1, 10, 11)`)
  }
  await folder.migrate(migrations)
  expect(folder.query('SELECT * FROM shares')).toMatchObject([
    {
      id: 3,
      recipient_kind: 'federated',
      recipient: 'bob@peer.example',
      recipient_id: null,
      recipient_host: 'peer.example',
      parent_id: null,
      secret_sealed: 'sealed',
      must_exchange_token: 1,
      told: 1,
      changed_at: 11,
    },
  ])
})

test('names of users who were deleted before they were kept are taken from the audit trail', async () => {
  await using folder = await openFolder()
  const [initial] = migrations
  if (initial === undefined) throw new Error('there is no first migration')
  await folder.migrate([initial])
  {
    using database = new DatabaseSync(folder.file)
    database.exec(`INSERT INTO tenants VALUES (1, 'cloud.example', 'https://cloud.example', 1)`)
    for (const [id, action, username] of [
      ['1', 'user.created', 'bob'],
      ['2', 'user.deleted', 'Strauß'],
      ['3', 'user.deleted', 'strauss'],
    ]) {
      database.exec(`INSERT INTO audit VALUES ('${id}', 1, 1${id}, 'operator', '', '${action}', 'user', 'u${id}',
        '{"username":"${username}","handOverTo":null}')`)
    }
  }
  await folder.migrate(migrations)
  expect(folder.query('SELECT * FROM former_usernames')).toEqual([
    { tenant_id: 1, username_key: 'strauss', deleted_at: 12 },
  ])
})

test('a database that holds something is copied before it is changed', async () => {
  await using folder = await openFolder()
  await folder.migrate([first])
  expect(await folder.files()).toEqual(['isthmus.db'])
  await folder.migrate([first, second])
  const backup = `${folder.file}.before-20260102t0000-second`
  expect(await folder.files()).toEqual(['isthmus.db', 'isthmus.db.before-20260102t0000-second'])
  expect(folder.query('SELECT * FROM things', backup)).toEqual([{ id: 1 }])
  expect((await stat(backup)).mode & 0o777).toBe(0o600)
})

test('a migration that fails changes nothing, keeps the backup, and can be tried again', async () => {
  await using folder = await openFolder()
  await folder.migrate([first])
  const broken: Migration = {
    name: second.name,
    up: async (db) => {
      await second.up(db)
      throw new Error('power cut')
    },
  }
  await expect(folder.migrate([first, broken])).rejects.toThrow('power cut')
  expect(folder.query('SELECT * FROM things')).toEqual([{ id: 1 }])
  await folder.migrate([first, second])
  expect(folder.query('SELECT * FROM things')).toEqual([{ id: 1, colour: 'red' }])
  expect(folder.query('SELECT * FROM things', `${folder.file}.before-${second.name}`)).toEqual([{ id: 1 }])
})

test('a database of a newer program is refused and left alone', async () => {
  await using folder = await openFolder()
  await folder.migrate([first, second])
  await expect(folder.migrate([first])).rejects.toMatchObject({
    code: 'database-too-new',
    detail: 'This version does not know 20260102t0000-second.',
  })
  expect(folder.query('SELECT * FROM things')).toEqual([{ id: 1, colour: 'red' }])
})

test('a migration that another process applies meanwhile is not applied again', async () => {
  await using folder = await openFolder()
  await folder.migrate([first])
  await using database = new Kysely<unknown>({ dialect: sqliteDialect(folder.file, 'writer') })
  await migrate(database, {
    migrations: [first, second],
    clock,
    backUp: () => folder.migrate([first, second]),
  })
  expect(folder.query('SELECT * FROM things')).toEqual([{ id: 1, colour: 'red' }])
})

const first: Migration = {
  name: '20260101t0000-first',
  up: async (db) => {
    await run(db, 'CREATE TABLE things (id BIGINT PRIMARY KEY)')
    await run(db, 'INSERT INTO things VALUES (1)')
  },
}

const second: Migration = {
  name: '20260102t0000-second',
  up: (db) => run(db, "ALTER TABLE things ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"),
}

async function run(db: Kysely<unknown>, statement: string): Promise<void> {
  await sql.raw(statement).execute(db)
}

async function openFolder() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const file = join(folder.path, 'isthmus.db')
  return {
    file,
    files: async () => (await readdir(folder.path)).toSorted(),
    async migrate(history: readonly Migration[]): Promise<void> {
      const database = await openDatabase({ kind: 'sqlite', file, clock, migrations: history })
      await database[Symbol.asyncDispose]()
    },
    query(query: string, path = file): unknown[] {
      using database = new DatabaseSync(path, { readOnly: true })
      return database.prepare(query).all()
    },
    [Symbol.asyncDispose]: () => folder.remove(),
  }
}
