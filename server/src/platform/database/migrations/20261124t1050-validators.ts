import { type Kysely, sql } from 'kysely'

/** With what other servers are asked whether what they said about themselves is still so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE peers ADD COLUMN discovery_validators TEXT`.execute(db)
  await sql`ALTER TABLE peers ADD COLUMN keys_validators TEXT`.execute(db)
}
