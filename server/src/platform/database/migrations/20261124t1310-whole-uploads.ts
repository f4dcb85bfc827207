import { type Kysely, sql } from 'kysely'

/** Whether all of an upload has come, and only the place for its file lacks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE uploads ADD COLUMN whole BIGINT NOT NULL DEFAULT 0`.execute(db)
}
