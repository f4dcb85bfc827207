export interface JobsTables {
  jobs: JobTable
  job_peers: JobPeerTable
}

interface JobTable {
  id: string
  tenant_id: number
  kind: string
  /** Ids only, as JSON: the handler reads the rows as they are when it runs. */
  payload: string
  /** Jobs with the same key run one after the other, in the order of `position`. */
  order_key: string | null
  /** Unique and growing among the jobs of one key. */
  position: number
  /** Canonical host of the peer it talks to: limits and the breaker count per peer. Empty when there is none. */
  peer: string
  /** `waiting`, also while it runs; `dead` once given up; a job that is done has no row. */
  state: string
  /** When a worker may take it: its due time, or the end of the lease while it runs. Dead: when it was given up. */
  run_at: number
  /** Attempts that have begun. */
  attempts: number
  /** From this time on there is one last attempt. */
  deadline_at: number
  /** Names the claim of the worker that runs it; null while nobody does. */
  lease: string | null
  last_error: string | null
  created_at: number
}

/** The circuit breaker of each peer that failed lately. */
interface JobPeerTable {
  peer: string
  /** Troubles in a row. */
  failures: number
  /** No job for this peer starts before. */
  open_until: number
}
