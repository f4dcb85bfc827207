export interface FederationTables {
  signing_keys: SigningKeyTable
  peers: PeerTable
  known_peers: KnownPeerTable
  peer_rules: PeerRuleTable
  blocked_senders: BlockedSenderTable
  request_counts: RequestCountTable
  replay_marks: ReplayMarkTable
}

interface SigningKeyTable {
  kid: string
  tenant_id: number
  /** Public JWK as JSON. */
  public_jwk: string
  /** Private JWK as JSON, sealed. */
  private_sealed: string
  created_at: number
}

/** What we know of another server, whichever tenant asks. */
interface PeerTable {
  /** Canonical host[:port]. */
  host: string
  /** The discovery document as it was read, JSON; null while nothing was ever read. */
  discovery: string | null
  /** `https`, or `http` under the testing switch. */
  scheme: string
  discovered_at: number | null
  fresh_until: number
  /** Reason, detail and time of the last failure, JSON; null after a success. */
  failure: string | null
  /** `PastValidators` as JSON; null when the server gave none. */
  discovery_validators: string | null
  /** JWK set as JSON. */
  keys: string | null
  keys_fetched_at: number | null
  /** The same as `failure`, of the keys. */
  keys_failure: string | null
  /** The same as `discovery_validators`, of the keys. */
  keys_validators: string | null
}

/** Servers that a tenant's people made contact with: the policy `known` asks for them. */
interface KnownPeerTable {
  tenant_id: number
  host: string
  /** `share-sent`, `share-accepted`, `admin`. */
  how: string
  since: number
}

/** What an administrator has said about a server. */
interface PeerRuleTable {
  tenant_id: number
  host: string
  /** `allow`, `block`. */
  rule: string
  /** For other administrators: why. */
  note: string | null
  changed_at: number
}

/** People at other servers from whom nothing is taken. */
interface BlockedSenderTable {
  tenant_id: number
  /** Who does not want to hear of them; empty: nobody here does. */
  user_id: string
  address: string
  blocked_at: number
}

/** How many requests came from somewhere in the current window. */
interface RequestCountTable {
  /** `peer:1:cloud.example`, or `address:` and a keyed hash. */
  subject: string
  /** Epoch milliseconds. */
  window_start: number
  count: number
}

/** Signatures seen inside their window, so that a recorded request cannot be played again. */
interface ReplayMarkTable {
  /** Fingerprint of what was signed. */
  mark: string
  expires_at: number
}
