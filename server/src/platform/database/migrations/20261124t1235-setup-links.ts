import { type Kysely, sql } from 'kysely'

/** Links by which the first administrator of a cloud makes their account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE setup_links (
     token_hash TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     expires_at BIGINT NOT NULL
   )`.execute(db)
  await sql`CREATE INDEX setup_links_by_tenant ON setup_links (tenant_id, expires_at)`.execute(db)
}
