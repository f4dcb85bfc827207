import { type Kysely, sql } from 'kysely'

/** Names of deleted users are kept, so that nobody else gets them; those of the past are in the audit trail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE former_usernames (
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     username_key TEXT NOT NULL,
     deleted_at BIGINT NOT NULL,
     PRIMARY KEY (tenant_id, username_key)
   )`.execute(db)
  const deletions = await sql<{ tenant_id: number; at: number; detail: string }>`
    SELECT tenant_id, at, detail FROM audit WHERE action = 'user.deleted'`.execute(db)
  for (const { tenant_id, at, detail } of deletions.rows) {
    const { username } = JSON.parse(detail) as { username: string }
    await sql`INSERT INTO former_usernames VALUES (${tenant_id}, ${keyOf(username)}, ${at})
      ON CONFLICT DO NOTHING`.execute(db)
  }
}

/** As `users.username_key` is made. */
function keyOf(username: string): string {
  return username.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC')
}
