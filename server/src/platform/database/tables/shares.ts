export interface SharesTables {
  shares: ShareTable
  share_links: ShareLinkTable
  share_link_downloads: ShareLinkDownloadTable
}

interface ShareTable {
  /** Also the `providerId` on the wire. */
  id: number
  tenant_id: number
  /** `file`, `folder`. */
  resource_kind: string
  node_id: number
  /** Name of the resource when it was shared. */
  name: string
  owner_user_id: string
  /** Who shared it: the owner, or somebody who shares on what was shared with them. */
  initiator_user_id: string
  /** The share that is shared on; null for what the owner shares. */
  parent_id: number | null
  /** `federated`, `user`, `group`, `link`. */
  recipient_kind: string
  /** OCM address, name of the user or group; the empty string for a link. */
  recipient: string
  /** Of a user or group of this server. */
  recipient_id: string | null
  /** Of a federated recipient. */
  recipient_host: string | null
  /** Bits: read 1, update 2, create 4, delete 8, share 16. */
  permissions: number
  /** Null where the share has no secret. */
  secret_sealed: string | null
  /** Keyed hash of the secret, to find the row by it. */
  secret_lookup: string | null
  /** 1 when the bare secret opens nothing and must be exchanged for a token first. */
  must_exchange_token: number
  /** `announcing`, `announced`, `accepted`, `declined`, `refused`, `failed`, `revoked`, `expired`. */
  state: string
  /** Stable slug behind `refused` and `failed`. */
  state_reason: string | null
  note: string | null
  expires_at: number | null
  /** 1 once the recipient's server may know of the share, so that its end must be told. */
  told: number
  created_at: number
  changed_at: number
}

/** What only a share with the recipient kind `link` has. */
interface ShareLinkTable {
  share_id: number
  tenant_id: number
  /** The owner is shown the link again. */
  token_sealed: string
  /** Keyed hash of the token, to find the row by it. */
  token_lookup: string
  label: string | null
  /** argon2id; null for a link without a password. */
  password_hash: string | null
  /** Grows with every change of the password. */
  password_version: number
  max_downloads: number | null
  /** Counted while there is a limit. */
  downloads: number
}

/** A counted download that may be gone on with. */
interface ShareLinkDownloadTable {
  share_id: number
  /** Keyed hash of who downloads. */
  visitor: string
  /** File and version. */
  contents: string
  /** 1 once the first byte was sent. */
  from_start: number
  expires_at: number
}
