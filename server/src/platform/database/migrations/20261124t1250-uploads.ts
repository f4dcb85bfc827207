import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Uploads that outlive a request: what is known of each, and how much of it is there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE uploads (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     space_id BIGINT,
     path TEXT NOT NULL,
     size BIGINT NOT NULL,
     received BIGINT NOT NULL,
     blob_id TEXT NOT NULL,
     conflict TEXT NOT NULL,
     modified_at BIGINT,
     if_match TEXT,
     lease TEXT,
     leased_until BIGINT,
     created_at BIGINT NOT NULL,
     expires_at BIGINT NOT NULL,
     made_path TEXT,
     made_etag TEXT
   )`,
  `CREATE INDEX uploads_user ON uploads (user_id, created_at)`,
  `CREATE INDEX uploads_blob ON uploads (blob_id)`,
  `CREATE INDEX uploads_expiry ON uploads (expires_at)`,
]
