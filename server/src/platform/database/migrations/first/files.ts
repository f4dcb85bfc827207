/** The tables of the room files, as the first migration makes them. */
export const filesStatements = [
  `CREATE TABLE spaces (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     kind TEXT NOT NULL,
     owner_user_id TEXT,
     name TEXT NOT NULL,
     root_node_id BIGINT NOT NULL,
     seq BIGINT NOT NULL,
     log_start BIGINT NOT NULL,
     quota BIGINT,
     used BIGINT NOT NULL,
     versions_used BIGINT NOT NULL,
     created_at BIGINT NOT NULL
   )`,
  `CREATE UNIQUE INDEX spaces_personal ON spaces (owner_user_id) WHERE kind = 'personal'`,
  `CREATE INDEX spaces_of_teams ON spaces (tenant_id, id) WHERE kind = 'team'`,
  `CREATE TABLE space_members (
     space_id BIGINT NOT NULL REFERENCES spaces (id),
     member_kind TEXT NOT NULL,
     member_id TEXT NOT NULL,
     role TEXT NOT NULL,
     since BIGINT NOT NULL,
     PRIMARY KEY (space_id, member_kind, member_id)
   )`,
  `CREATE INDEX space_members_by_member ON space_members (member_kind, member_id)`,
  `CREATE TABLE contents (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     blob_id TEXT NOT NULL UNIQUE,
     size BIGINT NOT NULL,
     sha1 TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     created_at BIGINT NOT NULL
   )`,
  `CREATE TABLE nodes (
     id BIGINT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     space_id BIGINT NOT NULL,
     parent_id BIGINT REFERENCES nodes (id),
     name TEXT NOT NULL,
     folded_name TEXT NOT NULL,
     kind TEXT NOT NULL,
     content_id BIGINT REFERENCES contents (id),
     size BIGINT NOT NULL,
     trash_id BIGINT,
     etag_seq BIGINT NOT NULL,
     created_at BIGINT NOT NULL,
     modified_at BIGINT NOT NULL
   )`,
  // A parent belongs to one space, so this is "unique (space, parent, name)"; it also serves listings.
  `CREATE UNIQUE INDEX nodes_by_name ON nodes (parent_id, name)`,
  `CREATE INDEX nodes_by_content ON nodes (content_id)`,
  `CREATE INDEX nodes_in_trash ON nodes (trash_id) WHERE trash_id IS NOT NULL`,
  `CREATE TABLE versions (
     node_id BIGINT NOT NULL REFERENCES nodes (id),
     content_id BIGINT NOT NULL REFERENCES contents (id),
     space_id BIGINT NOT NULL,
     size BIGINT NOT NULL,
     modified_at BIGINT NOT NULL,
     replaced_at BIGINT NOT NULL,
     PRIMARY KEY (node_id, content_id)
   )`,
  `CREATE INDEX versions_by_content ON versions (content_id)`,
  `CREATE INDEX versions_by_age ON versions (space_id, replaced_at)`,
  `CREATE TABLE node_properties (
     node_id BIGINT NOT NULL REFERENCES nodes (id),
     namespace TEXT NOT NULL,
     name TEXT NOT NULL,
     xml TEXT NOT NULL,
     PRIMARY KEY (node_id, namespace, name)
   )`,
  `CREATE TABLE locks (
     token TEXT PRIMARY KEY,
     space_id BIGINT NOT NULL,
     node_id BIGINT NOT NULL REFERENCES nodes (id),
     scope TEXT NOT NULL,
     depth TEXT NOT NULL,
     owner TEXT NOT NULL,
     principal TEXT NOT NULL,
     expires_at BIGINT NOT NULL
   )`,
  `CREATE INDEX locks_of_space ON locks (space_id, expires_at)`,
  `CREATE INDEX locks_by_node ON locks (node_id)`,
  `CREATE INDEX locks_expiry ON locks (expires_at)`,
  `CREATE TABLE trashed (
     node_id BIGINT PRIMARY KEY REFERENCES nodes (id),
     space_id BIGINT NOT NULL,
     parent_id BIGINT NOT NULL,
     folder_path TEXT NOT NULL,
     deleted_by_kind TEXT NOT NULL,
     deleted_by TEXT NOT NULL,
     deleted_at BIGINT NOT NULL
   )`,
  `CREATE INDEX trashed_of_space ON trashed (space_id, deleted_at, node_id)`,
  `CREATE INDEX trashed_expiry ON trashed (deleted_at)`,
  `CREATE TABLE doomed_nodes (
     node_id BIGINT PRIMARY KEY,
     doomed_at BIGINT NOT NULL
   )`,
  `CREATE TABLE changes (
     space_id BIGINT NOT NULL,
     seq BIGINT NOT NULL,
     node_id BIGINT NOT NULL,
     kind TEXT NOT NULL,
     what TEXT NOT NULL,
     parent_id BIGINT,
     path TEXT,
     at BIGINT NOT NULL,
     PRIMARY KEY (space_id, seq)
   )`,
  `CREATE TABLE dead_blobs (
     blob_id TEXT PRIMARY KEY,
     died_at BIGINT NOT NULL
   )`,
  `CREATE INDEX dead_blobs_by_age ON dead_blobs (died_at)`,
]
