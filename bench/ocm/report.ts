import type { Measure } from '../dav/measure.ts'
import type { MachineFacts } from '../machine/machine-facts.ts'
import type { ServerDescription, ServerName } from '../servers/bench-server.ts'
import type { OcmSizes } from './sizes.ts'

/** Everything that a run has found out: what `docs/bench/ocm.json` holds. */
export interface OcmReport {
  /** ISO 8601, UTC. */
  readonly takenAt: string
  readonly machine: MachineFacts
  readonly sizes: OcmSizes
  readonly servers: Readonly<Record<'isthmus' | 'nginx', ServerDescription>>
  readonly measures: readonly Measure[]
}

/** The columns of its tables. */
export const ocmNames: ServerName[] = ['isthmus', 'nginx']
