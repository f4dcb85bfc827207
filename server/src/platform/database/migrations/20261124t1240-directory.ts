import { type Kysely, sql } from 'kysely'

/** People and groups are found by how their names begin, and the newest of an inbox without the rest of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE INDEX users_by_display_name ON users (tenant_id, display_name_key)`,
  `CREATE INDEX user_groups_by_display_name ON user_groups (tenant_id, display_name_key)`,
  `CREATE INDEX received_shares_newest ON received_shares (user_id, id)`,
]
