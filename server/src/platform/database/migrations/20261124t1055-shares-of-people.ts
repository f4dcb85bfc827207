import { type Kysely, sql } from 'kysely'

/** A share is somebody's as owner, or as the one who passes it on: with the tenant first, neither is found by an OR. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `DROP INDEX shares_by_owner`,
  `DROP INDEX shares_by_initiator`,
  `CREATE INDEX shares_of_owner ON shares (owner_user_id, id)`,
  `CREATE INDEX shares_of_initiator ON shares (initiator_user_id, id)`,
]
