import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** What a tenant decides while the server runs: settings, whom it lets in, and how much of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE settings (
     tenant_id BIGINT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     changed_at BIGINT NOT NULL,
     PRIMARY KEY (tenant_id, key)
   )`,
  `CREATE TABLE peer_rules (
     tenant_id BIGINT NOT NULL,
     host TEXT NOT NULL,
     rule TEXT NOT NULL,
     note TEXT,
     changed_at BIGINT NOT NULL,
     PRIMARY KEY (tenant_id, host)
   )`,
  `CREATE TABLE blocked_senders (
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     address TEXT NOT NULL,
     blocked_at BIGINT NOT NULL,
     PRIMARY KEY (tenant_id, address, user_id)
   )`,
  `CREATE INDEX blocked_senders_of_user ON blocked_senders (user_id)`,
  `CREATE TABLE request_counts (
     subject TEXT PRIMARY KEY,
     window_start BIGINT NOT NULL,
     count BIGINT NOT NULL
   )`,
  `CREATE INDEX request_counts_window ON request_counts (window_start)`,
  `CREATE INDEX received_shares_pending ON received_shares (tenant_id, peer) WHERE state = 'pending'`,
]
