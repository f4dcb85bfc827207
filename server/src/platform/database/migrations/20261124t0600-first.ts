import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { accountsStatements } from './first/accounts.ts'
import { activityStatements } from './first/activity.ts'
import { filesStatements } from './first/files.ts'

/** The first schema. Text columns that are compared or sorted use the binary collation on both databases. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE installation (
     instance_id TEXT PRIMARY KEY,
     created_at BIGINT NOT NULL
   )`,
  `CREATE TABLE allocators (
     name TEXT PRIMARY KEY,
     next BIGINT NOT NULL
   )`,

  `CREATE TABLE jobs (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     kind TEXT NOT NULL,
     payload TEXT NOT NULL,
     order_key TEXT,
     position BIGINT NOT NULL,
     peer TEXT NOT NULL,
     state TEXT NOT NULL,
     run_at BIGINT NOT NULL,
     attempts BIGINT NOT NULL,
     deadline_at BIGINT NOT NULL,
     lease TEXT,
     last_error TEXT,
     created_at BIGINT NOT NULL
   )`,
  `CREATE INDEX jobs_due ON jobs (state, peer, run_at, id)`,
  `CREATE INDEX jobs_running ON jobs (peer, run_at) WHERE lease IS NOT NULL`,
  `CREATE INDEX jobs_expired ON jobs (state, deadline_at)`,
  `CREATE UNIQUE INDEX jobs_order ON jobs (order_key, position)`,
  `CREATE TABLE job_peers (
     peer TEXT PRIMARY KEY,
     failures BIGINT NOT NULL,
     open_until BIGINT NOT NULL
   )`,

  ...activityStatements,

  ...accountsStatements,

  ...filesStatements,

  `CREATE TABLE signing_keys (
     kid TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     public_jwk TEXT NOT NULL,
     private_sealed TEXT NOT NULL,
     state TEXT NOT NULL,
     created_at BIGINT NOT NULL
   )`,
  `CREATE TABLE peers (
     host TEXT PRIMARY KEY,
     discovery TEXT,
     scheme TEXT NOT NULL,
     discovered_at BIGINT,
     fresh_until BIGINT NOT NULL,
     failure TEXT,
     keys TEXT,
     keys_fetched_at BIGINT,
     keys_failure TEXT
   )`,
  `CREATE INDEX peers_freshness ON peers (fresh_until)`,
  `CREATE TABLE known_peers (
     tenant_id BIGINT NOT NULL,
     host TEXT NOT NULL,
     how TEXT NOT NULL,
     since BIGINT NOT NULL,
     PRIMARY KEY (tenant_id, host)
   )`,
  `CREATE TABLE replay_marks (
     mark TEXT PRIMARY KEY,
     expires_at BIGINT NOT NULL
   )`,
  `CREATE INDEX replay_marks_expiry ON replay_marks (expires_at)`,

  `CREATE TABLE shares (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     resource_kind TEXT NOT NULL,
     node_id BIGINT NOT NULL,
     name TEXT NOT NULL,
     owner_user_id TEXT NOT NULL,
     initiator_user_id TEXT NOT NULL,
     recipient TEXT NOT NULL,
     recipient_host TEXT NOT NULL,
     permissions BIGINT NOT NULL,
     secret_sealed TEXT NOT NULL,
     secret_lookup TEXT NOT NULL UNIQUE,
     must_exchange_token BIGINT NOT NULL,
     state TEXT NOT NULL,
     state_reason TEXT,
     note TEXT,
     expires_at BIGINT,
     told BIGINT NOT NULL,
     created_at BIGINT NOT NULL,
     changed_at BIGINT NOT NULL
   )`,
  `CREATE INDEX shares_by_owner ON shares (tenant_id, owner_user_id)`,
  `CREATE INDEX shares_by_node ON shares (node_id)`,
  `CREATE INDEX shares_expiry ON shares (expires_at) WHERE expires_at IS NOT NULL`,
  // One share of a resource to one recipient at a time; what has ended does not stand in the way of the next.
  `CREATE UNIQUE INDEX shares_open ON shares (tenant_id, node_id, recipient)
     WHERE state IN ('announcing', 'announced', 'accepted')`,

  `CREATE TABLE received_shares (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     peer TEXT NOT NULL,
     provider_id TEXT NOT NULL,
     owner TEXT NOT NULL,
     sender TEXT NOT NULL,
     owner_display_name TEXT,
     sender_display_name TEXT,
     share_with TEXT NOT NULL,
     name TEXT NOT NULL,
     description TEXT,
     resource_kind TEXT NOT NULL,
     permissions BIGINT NOT NULL,
     uri TEXT NOT NULL,
     secret_sealed TEXT NOT NULL,
     secret_lookup TEXT NOT NULL,
     must_exchange_token BIGINT NOT NULL,
     verified BIGINT NOT NULL,
     trust_reason TEXT NOT NULL,
     state TEXT NOT NULL,
     expires_at BIGINT,
     created_at BIGINT NOT NULL,
     changed_at BIGINT NOT NULL
   )`,
  // An unsigned share also needs the same secret to be "the same", and never stands in the way of a signed one.
  `CREATE UNIQUE INDEX received_shares_verified
     ON received_shares (tenant_id, peer, provider_id, user_id) WHERE verified = 1`,
  `CREATE UNIQUE INDEX received_shares_unverified
     ON received_shares (tenant_id, peer, provider_id, user_id, secret_lookup) WHERE verified = 0`,
  `CREATE INDEX received_shares_by_name ON received_shares (tenant_id, provider_id, peer)`,
  `CREATE INDEX received_shares_of_user ON received_shares (user_id, state)`,
  `CREATE INDEX received_shares_expiry ON received_shares (expires_at) WHERE expires_at IS NOT NULL`,
  `CREATE TABLE mounts (
     node_id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     user_id TEXT NOT NULL,
     source_kind TEXT NOT NULL,
     source_id BIGINT NOT NULL,
     root_facts TEXT,
     stale_since BIGINT,
     created_at BIGINT NOT NULL,
     UNIQUE (user_id, source_kind, source_id)
   )`,
  `CREATE TABLE remote_nodes (
     id BIGINT PRIMARY KEY,
     mount_node_id BIGINT NOT NULL,
     key TEXT NOT NULL,
     path TEXT NOT NULL,
     parent_path TEXT NOT NULL,
     name TEXT NOT NULL,
     kind TEXT NOT NULL,
     etag TEXT NOT NULL,
     size BIGINT,
     content_type TEXT,
     rights BIGINT NOT NULL,
     modified_at BIGINT NOT NULL,
     seen_at BIGINT NOT NULL,
     gone_at BIGINT,
     UNIQUE (mount_node_id, key)
   )`,
  `CREATE INDEX remote_nodes_listing ON remote_nodes (mount_node_id, parent_path, name)`,
  `CREATE INDEX remote_nodes_gone ON remote_nodes (mount_node_id, gone_at) WHERE gone_at IS NOT NULL`,
]
