import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Public links: what only they have of a share, and which of their downloads may be gone on with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE share_links (
     share_id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     token_sealed TEXT NOT NULL,
     token_lookup TEXT NOT NULL UNIQUE,
     label TEXT,
     password_hash TEXT,
     password_version BIGINT NOT NULL,
     max_downloads BIGINT,
     downloads BIGINT NOT NULL
   )`,
  `CREATE TABLE share_link_downloads (
     share_id BIGINT NOT NULL,
     visitor TEXT NOT NULL,
     contents TEXT NOT NULL,
     from_start BIGINT NOT NULL,
     expires_at BIGINT NOT NULL,
     PRIMARY KEY (share_id, visitor, contents)
   )`,
  `CREATE INDEX share_link_downloads_expiry ON share_link_downloads (expires_at)`,
]
