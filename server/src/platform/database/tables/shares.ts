export interface SharesTables {
  shares: ShareTable
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
  initiator_user_id: string
  /** OCM address of the recipient. */
  recipient: string
  recipient_host: string
  /** Bits: read 1, update 2, create 4, delete 8, share 16. */
  permissions: number
  secret_sealed: string
  /** Keyed hash of the secret, to find the row by it. */
  secret_lookup: string
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
