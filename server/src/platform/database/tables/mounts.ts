export interface MountsTables {
  received_shares: ReceivedShareTable
  local_offers: LocalOfferTable
  inbox_rules: InboxRulesTable
  mounts: MountTable
  remote_nodes: RemoteNodeTable
}

/** What a peer said. */
interface ReceivedShareTable {
  id: number
  tenant_id: number
  /** The recipient. */
  user_id: string
  /** Canonical host of the sender. */
  peer: string
  provider_id: string
  owner: string
  sender: string
  owner_display_name: string | null
  sender_display_name: string | null
  share_with: string
  name: string
  description: string | null
  /** `file`, `folder`. */
  resource_kind: string
  /** Bits: read 1, update 2, create 4, delete 8, share 16. */
  permissions: number
  /** Relative id or absolute URL. */
  uri: string
  secret_sealed: string
  secret_lookup: string
  must_exchange_token: number
  /** 1 when the peer proved with a signature who it is. */
  verified: number
  /** Why the policy let it in: stable slug. */
  trust_reason: string
  /** `pending`, `accepted`, `declined`, `removed` (by the sender), `expired`. */
  state: string
  expires_at: number | null
  created_at: number
  changed_at: number
}

/** A share of somebody on this server, as one of its recipients has it. */
interface LocalOfferTable {
  /** From the same allocator as the ids of received shares: together they are the inbox. */
  id: number
  tenant_id: number
  /** The recipient. */
  user_id: string
  share_id: number
  /** User names, which outlive the users. */
  owner_name: string
  sender_name: string
  /** `pending`, `accepted`, `declined`, `removed` (by the sender), `expired`. */
  state: string
  created_at: number
  changed_at: number
}

/** What happens with what a user is offered; nobody has a row who has chosen nothing. */
interface InboxRulesTable {
  user_id: string
  tenant_id: number
  /** `accept`, `ask`. */
  of_local: string
  /** `accept`, `ask`. */
  of_federated: string
  changed_at: number
}

/** One person's accepted place in the tree; name and parent are those of the node. */
interface MountTable {
  node_id: number
  tenant_id: number
  user_id: string
  /** `received`, `local`. */
  source_kind: string
  /** Of the received share, or of the share of somebody on this server. */
  source_id: number
  /** What a local share is of; null for what is on another server. */
  source_node_id: number | null
  /** Entity tag, size and so on of the remote root when it was last seen, JSON; null before. */
  root_facts: string | null
  /** Since when the peer cannot be reached; null while it answers. */
  stale_since: number | null
  created_at: number
}

/** What was last seen inside a mount: stable local ids, and the listing to show while the peer is down. */
interface RemoteNodeTable {
  /** From the same allocator as node ids. */
  id: number
  mount_node_id: number
  /** The peer's file id, else the path. */
  key: string
  /** Path inside the mount, `/`-separated without a leading one. */
  path: string
  parent_path: string
  name: string
  kind: string
  etag: string
  size: number | null
  content_type: string | null
  rights: number
  modified_at: number
  seen_at: number
  /** Since when it was missing where it had been seen: it may turn up elsewhere in the mount. Null while it is there. */
  gone_at: number | null
}
