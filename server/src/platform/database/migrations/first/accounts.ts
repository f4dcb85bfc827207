/** The tables of the room accounts, as the first migration makes them. */
export const accountsStatements = [
  `CREATE TABLE tenants (
     id BIGINT PRIMARY KEY,
     host TEXT NOT NULL UNIQUE,
     public_url TEXT NOT NULL,
     created_at BIGINT NOT NULL
   )`,
  `CREATE TABLE users (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     username TEXT NOT NULL,
     username_key TEXT NOT NULL,
     display_name TEXT NOT NULL,
     display_name_key TEXT NOT NULL,
     language TEXT,
     time_zone TEXT,
     admin BIGINT NOT NULL,
     disabled BIGINT NOT NULL,
     created_at BIGINT NOT NULL,
     UNIQUE (tenant_id, username_key)
   )`,
  `CREATE TABLE user_emails (
     user_id TEXT NOT NULL REFERENCES users (id),
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     address TEXT NOT NULL,
     address_key TEXT NOT NULL,
     is_primary BIGINT NOT NULL,
     verified_at BIGINT,
     token_hash TEXT,
     token_expires_at BIGINT,
     created_at BIGINT NOT NULL,
     PRIMARY KEY (user_id, address_key)
   )`,
  // Anybody may claim an address; the first who proves it has it.
  `CREATE UNIQUE INDEX user_emails_verified ON user_emails (tenant_id, address_key)
     WHERE verified_at IS NOT NULL`,
  `CREATE UNIQUE INDEX user_emails_primary ON user_emails (user_id) WHERE is_primary = 1`,
  `CREATE UNIQUE INDEX user_emails_token ON user_emails (token_hash)`,
  `CREATE TABLE user_groups (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     name TEXT NOT NULL,
     name_key TEXT NOT NULL,
     display_name TEXT NOT NULL,
     display_name_key TEXT NOT NULL,
     created_at BIGINT NOT NULL,
     UNIQUE (tenant_id, name_key)
   )`,
  `CREATE TABLE group_members (
     group_id TEXT NOT NULL REFERENCES user_groups (id),
     user_id TEXT NOT NULL REFERENCES users (id),
     joined_at BIGINT NOT NULL,
     PRIMARY KEY (group_id, user_id)
   )`,
  `CREATE INDEX group_members_by_user ON group_members (user_id)`,
  `CREATE TABLE rights (
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     subject_kind TEXT NOT NULL,
     subject_id TEXT NOT NULL,
     right_name TEXT NOT NULL,
     allowed BIGINT NOT NULL,
     PRIMARY KEY (tenant_id, subject_kind, subject_id, right_name)
   )`,
  `CREATE TABLE credentials (
     user_id TEXT PRIMARY KEY REFERENCES users (id),
     password_hash TEXT NOT NULL,
     version BIGINT NOT NULL,
     changed_at BIGINT NOT NULL
   )`,
  `CREATE TABLE attempts (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL,
     name_hash TEXT NOT NULL,
     address_hash TEXT NOT NULL,
     at BIGINT NOT NULL
   )`,
  `CREATE INDEX attempts_by_name ON attempts (tenant_id, name_hash, at)`,
  `CREATE INDEX attempts_by_address ON attempts (tenant_id, address_hash, at)`,
  `CREATE INDEX attempts_by_age ON attempts (at)`,
  `CREATE TABLE sessions (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     user_id TEXT NOT NULL REFERENCES users (id),
     secret_hash TEXT NOT NULL UNIQUE,
     user_agent TEXT NOT NULL,
     address TEXT NOT NULL,
     created_at BIGINT NOT NULL,
     seen_at BIGINT NOT NULL,
     expires_at BIGINT NOT NULL
   )`,
  `CREATE INDEX sessions_of_user ON sessions (user_id)`,
  `CREATE INDEX sessions_expiry ON sessions (expires_at)`,
  `CREATE TABLE app_passwords (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     user_id TEXT NOT NULL REFERENCES users (id),
     name TEXT NOT NULL,
     secret_hash TEXT NOT NULL UNIQUE,
     created_at BIGINT NOT NULL,
     last_used_at BIGINT
   )`,
  `CREATE INDEX app_passwords_of_user ON app_passwords (user_id)`,
  `CREATE TABLE tokens (
     id TEXT PRIMARY KEY,
     tenant_id BIGINT NOT NULL REFERENCES tenants (id),
     user_id TEXT NOT NULL REFERENCES users (id),
     name TEXT NOT NULL,
     token_hash TEXT NOT NULL UNIQUE,
     created_at BIGINT NOT NULL,
     expires_at BIGINT,
     last_used_at BIGINT
   )`,
  `CREATE INDEX tokens_of_user ON tokens (user_id)`,
]
