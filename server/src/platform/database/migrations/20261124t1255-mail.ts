import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Mail goes out: how it went lately and how much a mailbox got, the links by which people choose a password, and what
 * each user wants to be told of and how.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE mail_states (
     tenant_id BIGINT PRIMARY KEY,
     succeeded_at BIGINT,
     failed_at BIGINT,
     failure TEXT,
     said TEXT
   )`,
  `CREATE TABLE mail_letters (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     mailbox TEXT NOT NULL,
     cause TEXT NOT NULL,
     kind TEXT NOT NULL,
     at BIGINT NOT NULL
   )`,
  `CREATE INDEX mail_letters_by_mailbox ON mail_letters (mailbox, kind, at)`,
  `CREATE INDEX mail_letters_by_cause ON mail_letters (cause, kind, at) WHERE cause <> ''`,
  `CREATE INDEX mail_letters_by_time ON mail_letters (at)`,

  `CREATE TABLE password_links (
     token_hash TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     purpose TEXT NOT NULL,
     expires_at BIGINT NOT NULL
   )`,
  `CREATE INDEX password_links_by_user ON password_links (user_id)`,
  `CREATE INDEX password_links_by_time ON password_links (expires_at)`,

  `CREATE TABLE notification_choices (
     user_id TEXT NOT NULL,
     tenant_id BIGINT NOT NULL,
     kind TEXT NOT NULL,
     in_app BIGINT NOT NULL,
     mail TEXT NOT NULL,
     PRIMARY KEY (user_id, kind)
   )`,
  `ALTER TABLE user_notifications ADD COLUMN in_app BIGINT NOT NULL DEFAULT 1`,
  `ALTER TABLE user_notifications ADD COLUMN mail TEXT`,
  `CREATE INDEX user_notifications_to_mail ON user_notifications (user_id) WHERE mail IS NOT NULL`,
]
