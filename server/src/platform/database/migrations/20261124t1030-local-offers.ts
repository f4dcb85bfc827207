import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** What people of one server share with each other waits in the inbox, too; and people say what happens with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE local_offers (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     share_id BIGINT NOT NULL,
     owner_name TEXT NOT NULL,
     sender_name TEXT NOT NULL,
     state TEXT NOT NULL,
     created_at BIGINT NOT NULL,
     changed_at BIGINT NOT NULL,
     UNIQUE (share_id, user_id)
   )`,
  `CREATE INDEX local_offers_of_user ON local_offers (user_id, id)`,
  `CREATE TABLE inbox_rules (
     user_id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     of_local TEXT NOT NULL,
     of_federated TEXT NOT NULL,
     changed_at BIGINT NOT NULL
   )`,
]
