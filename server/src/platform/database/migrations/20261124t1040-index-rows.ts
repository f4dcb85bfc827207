import { type Kysely, sql } from 'kysely'

/**
 * A row of an index has 2704 bytes on PostgreSQL, and paths in a mount may be longer: the index of listings has their
 * beginnings. The audit trail is read by who did something and by what was done, too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `DROP INDEX remote_nodes_listing`,
  `CREATE INDEX remote_nodes_listing ON remote_nodes (mount_node_id, substr(parent_path, 1, 500), name)`,
  `CREATE INDEX audit_by_actor ON audit (tenant_id, actor, id)`,
  `CREATE INDEX audit_by_action ON audit (tenant_id, action, id)`,
]
