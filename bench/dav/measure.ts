import type { ServerName } from '../servers/bench-server.ts'

/** What a measurement is to show: so many times what another server does, or no more or no less than a limit. */
export type Target =
  | { readonly times: number; readonly of: ServerName }
  | { readonly atMost: number }
  | { readonly atLeast: number }

/** One figure about our server, and perhaps about others. */
export interface Measure {
  /** As `--profile` and the JSON call it. */
  readonly name: string
  readonly title: string
  readonly unit: string
  /** Whether more is better. */
  readonly more: boolean
  readonly target?: Target
  readonly values: readonly MeasuredValue[]
}

export interface MeasuredValue {
  readonly server: ServerName
  readonly median: number
  readonly runs: readonly number[]
  /** Processor time of the server for one request, microseconds, the median; where it was measured. */
  readonly processorTime?: number
  /** Processor time of the load generator in parts of a core, the highest: near 1 it measured itself. */
  readonly generatorLoad?: number
}

export interface Verdict {
  readonly met: boolean
  /** The ratio to the other server, or the figure that has a limit. */
  readonly reached: number
}

/** Whether a measurement shows what it is to show; `undefined` when it has no target. */
export function judge({ target, values, more }: Measure): Verdict | undefined {
  const ours = medianOf(values, 'isthmus')
  if (target === undefined) return undefined
  if ('atMost' in target) return { met: ours <= target.atMost, reached: ours }
  if ('atLeast' in target) return { met: ours >= target.atLeast, reached: ours }
  const theirs = medianOf(values, target.of)
  const reached = more ? ours / theirs : theirs / ours
  return { met: reached >= target.times, reached }
}

function medianOf(values: readonly MeasuredValue[], name: ServerName): number {
  return values.find(({ server }) => server === name)?.median ?? Number.NaN
}
