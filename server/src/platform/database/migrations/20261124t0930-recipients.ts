import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Shares have recipients of several kinds, and can be shared on: the columns of what only some kinds have become
 * nullable, which SQLite does by building the table anew. Mounts of local shares know the node that they show.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE shares_of_all_kinds (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     resource_kind TEXT NOT NULL,
     node_id BIGINT NOT NULL,
     name TEXT NOT NULL,
     owner_user_id TEXT NOT NULL,
     initiator_user_id TEXT NOT NULL,
     parent_id BIGINT,
     recipient_kind TEXT NOT NULL,
     recipient TEXT NOT NULL,
     recipient_id TEXT,
     recipient_host TEXT,
     permissions BIGINT NOT NULL,
     secret_sealed TEXT,
     secret_lookup TEXT UNIQUE,
     must_exchange_token BIGINT NOT NULL,
     state TEXT NOT NULL,
     state_reason TEXT,
     note TEXT,
     expires_at BIGINT,
     told BIGINT NOT NULL,
     created_at BIGINT NOT NULL,
     changed_at BIGINT NOT NULL
   )`,
  `INSERT INTO shares_of_all_kinds
     SELECT id, tenant_id, resource_kind, node_id, name, owner_user_id, initiator_user_id, NULL, 'federated', recipient,
       NULL, recipient_host, permissions, secret_sealed, secret_lookup, must_exchange_token, state, state_reason, note,
       expires_at, told, created_at, changed_at
     FROM shares`,
  `DROP TABLE shares`,
  `ALTER TABLE shares_of_all_kinds RENAME TO shares`,
  `CREATE INDEX shares_by_owner ON shares (tenant_id, owner_user_id)`,
  `CREATE INDEX shares_by_initiator ON shares (tenant_id, initiator_user_id)`,
  `CREATE INDEX shares_by_node ON shares (node_id)`,
  `CREATE INDEX shares_by_recipient ON shares (recipient_id) WHERE recipient_id IS NOT NULL`,
  `CREATE INDEX shares_by_parent ON shares (parent_id) WHERE parent_id IS NOT NULL`,
  `CREATE INDEX shares_expiry ON shares (expires_at) WHERE expires_at IS NOT NULL`,
  // One share of a resource to one recipient at a time; what has ended does not stand in the way of the next. Of links
  // there may be several.
  `CREATE UNIQUE INDEX shares_open ON shares (tenant_id, node_id, recipient_kind, recipient)
     WHERE state IN ('announcing', 'announced', 'accepted') AND recipient_kind <> 'link'`,

  `ALTER TABLE mounts ADD COLUMN source_node_id BIGINT`,
  `CREATE INDEX mounts_by_source ON mounts (source_kind, source_id)`,
  `CREATE INDEX mounts_by_source_node ON mounts (source_node_id) WHERE source_node_id IS NOT NULL`,
]
