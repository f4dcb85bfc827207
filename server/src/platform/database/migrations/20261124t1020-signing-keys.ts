import { type Kysely, sql } from 'kysely'

/** Which of its keys a tenant signs with follows from when they were made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE signing_keys DROP COLUMN state`.execute(db)
}
