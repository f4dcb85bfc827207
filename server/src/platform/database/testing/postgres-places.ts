import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { systemClock } from '../../clock.ts'
import type { Database } from '../database.ts'
import { openDatabase } from '../open-database.ts'

/** A database on the server of the tests, with the schema and no rows, and an opened `Database` on it. */
export interface PostgresPlace {
  readonly url: string
  readonly database: Database
}

/** Making a database, and connections that know its tables, takes a server as long as many a test. */
const idle: PostgresPlace[] = []

/** Takes a database for one test, an emptied one of an earlier test when there is one. */
export async function takePostgresPlace(server: string): Promise<PostgresPlace> {
  return idle.pop() ?? makePlace(server)
}

/** Gives it back after the test, with what that has left in it. */
export async function givePostgresPlace(place: PostgresPlace): Promise<void> {
  await place.database.write(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`.execute(
      tx,
    )
    const deletions = rows.map(({ name }) => `DELETE FROM "${name}"`)
    // As a replica the server does not ask who refers to whom.
    await sql.raw(['SET LOCAL session_replication_role = replica', ...deletions].join(';')).execute(tx)
  })
  idle.push(place)
}

async function makePlace(server: string): Promise<PostgresPlace> {
  const url = await makePostgresDatabase(server)
  return { url, database: await openDatabase({ kind: 'postgres', url, clock: systemClock }) }
}

/** Makes a database with nothing in it. @returns its URL */
export async function makePostgresDatabase(server: string): Promise<string> {
  const name = `isthmus_${randomBytes(8).toString('hex')}`
  await askPostgres(server, `CREATE DATABASE ${name} TEMPLATE template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Runs a statement on a connection of its own. @returns the rows */
export async function askPostgres(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}
