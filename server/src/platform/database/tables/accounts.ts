export interface AccountsTables {
  installation: InstallationTable
  tenants: TenantTable
  setup_links: SetupLinkTable
  users: UserTable
  former_usernames: FormerUsernameTable
  user_emails: UserEmailTable
  user_groups: UserGroupTable
  group_members: GroupMemberTable
  rights: RightTable
  credentials: CredentialTable
  password_links: PasswordLinkTable
  attempts: AttemptTable
  sessions: SessionTable
  app_passwords: AppPasswordTable
  tokens: TokenTable
  settings: SettingTable
}

/** One row: what this installation is, for as long as its data exists. */
interface InstallationTable {
  /** Twelve characters `0-9a-z`. */
  instance_id: string
  created_at: number
}

interface TenantTable {
  id: number
  /** Canonical host[:port] that requests name. */
  host: string
  public_url: string
  created_at: number
}

/** Whoever has the token may become the first administrator. */
interface SetupLinkTable {
  /** SHA-256, hexadecimal. */
  token_hash: string
  tenant_id: number
  expires_at: number
}

interface UserTable {
  id: string
  tenant_id: number
  username: string
  /** The name in lower case and NFC: two users may not differ by case alone. */
  username_key: string
  display_name: string
  /** For searching: in lower case and NFC. */
  display_name_key: string
  /** BCP 47, canonical. */
  language: string | null
  /** IANA. */
  time_zone: string | null
  admin: number
  disabled: number
  created_at: number
}

/** Names that users had who were deleted. */
interface FormerUsernameTable {
  tenant_id: number
  /** As that of users. */
  username_key: string
  deleted_at: number
}

interface UserEmailTable {
  user_id: string
  tenant_id: number
  address: string
  /** The address in lower case, its host in ASCII: verified ones are unique in a tenant. */
  address_key: string
  /** One of a user at most. */
  is_primary: number
  verified_at: number | null
  /** SHA-256 of the token that verifies it, hex; kept after that, so that a link may be followed twice. */
  token_hash: string | null
  token_expires_at: number | null
  created_at: number
}

interface UserGroupTable {
  id: string
  tenant_id: number
  name: string
  /** As `username_key`. */
  name_key: string
  display_name: string
  /** As that of users. */
  display_name_key: string
  created_at: number
}

interface GroupMemberTable {
  group_id: string
  user_id: string
  joined_at: number
}

/** What is said about a right, of everyone, a group or a user. */
interface RightTable {
  tenant_id: number
  /** `everyone`, `group` or `user`. */
  subject_kind: string
  /** Id of the group or user; empty for everyone. */
  subject_id: string
  right_name: string
  allowed: number
}

interface CredentialTable {
  user_id: string
  /** PHC string, argon2id. */
  password_hash: string
  /** Grows with every change, so that what was remembered about an older password ends. */
  version: number
  changed_at: number
}

/** Whoever has the token may choose the password of a user, once. */
interface PasswordLinkTable {
  /** SHA-256, hexadecimal. */
  token_hash: string
  tenant_id: number
  user_id: string
  /** `reset`, `invitation`. */
  purpose: string
  expires_at: number
}

/** A sign-in by password that failed, or is under way. */
interface AttemptTable {
  id: string
  tenant_id: number
  /** Keyed hash of the user name. */
  name_hash: string
  /** Keyed hash of the client's address. */
  address_hash: string
  at: number
}

/** Browsers that are signed in. */
interface SessionTable {
  id: string
  tenant_id: number
  user_id: string
  /** SHA-256 of the secret in the cookie, hex. */
  secret_hash: string
  user_agent: string
  /** IP address of the client that signed in. */
  address: string
  created_at: number
  /** Behind by up to a minute. */
  seen_at: number
  expires_at: number
}

/** Passwords for programs that know only a name and a password. */
interface AppPasswordTable {
  id: string
  tenant_id: number
  user_id: string
  name: string
  /** SHA-256 of its letters, hex. */
  secret_hash: string
  created_at: number
  /** Behind by up to a minute. */
  last_used_at: number | null
}

/** Bearer tokens for programs. */
interface TokenTable {
  id: string
  tenant_id: number
  user_id: string
  name: string
  /** SHA-256 of the token, hex. */
  token_hash: string
  created_at: number
  expires_at: number | null
  /** Behind by up to a minute. */
  last_used_at: number | null
}

/** What a tenant has chosen for a setting of its own; without a row the configuration of the process counts. */
interface SettingTable {
  tenant_id: number
  /** `federation.policy` */
  key: string
  /** As a person would write it, JSON. */
  value: string
  changed_at: number
}
