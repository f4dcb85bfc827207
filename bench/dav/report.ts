import type { MachineFacts } from '../machine/machine-facts.ts'
import type { ServerDescription, ServerName } from '../servers/bench-server.ts'
import { judge, type Measure } from './measure.ts'
import type { WorkloadProfile } from './profile.ts'
import type { Sizes } from './sizes.ts'

/** Everything that a run has found out: what `docs/bench/dav.json` holds. */
export interface DavReport {
  /** ISO 8601, UTC. */
  readonly takenAt: string
  readonly machine: MachineFacts
  readonly sizes: Sizes
  readonly servers: Readonly<Record<DavServerName, ServerDescription>>
  readonly measures: readonly Measure[]
  /** Of those that missed their target. */
  readonly profiles: readonly WorkloadProfile[]
}

export type DavServerName = Exclude<ServerName, 'nginx'>

const davNames: readonly ServerName[] = ['isthmus', 'apache', 'rclone']
const titles: Readonly<Record<ServerName, string>> = {
  isthmus: 'Isthmus',
  apache: 'Apache',
  rclone: 'rclone',
  nginx: 'nginx',
}

/** The rows of the table: title, a figure for each server, the target, what was reached. */
export function resultRows({ measures }: Pick<DavReport, 'measures'>, names = davNames): string[][] {
  return [
    ['Measurement', ...names.map((name) => titles[name]), 'Target', 'Reached'],
    ...measures.map((measure) => [
      measure.title,
      ...names.map((name) => figureOf(measure, name)),
      targetOf(measure),
      reachedBy(measure),
    ]),
  ]
}

/** What of the targets was missed, one sentence each. */
export function misses({ measures }: Pick<DavReport, 'measures'>): string[] {
  return measures
    .filter((measure) => judge(measure)?.met === false)
    .map((measure) => `${measure.title}: ${reachedBy(measure)}, wanted is ${targetOf(measure)}.`)
}

/** What one request costs each server: processor time in microseconds, and the load of the generator. */
export function costRows({ measures }: Pick<DavReport, 'measures'>, names = davNames): string[][] {
  const compared = measures.filter(({ values }) => values.length > 1)
  return [
    ['Measurement', ...names.map((name) => titles[name]), 'Busiest generator'],
    ...compared.map(({ title, values }) => [
      title,
      ...names.map((name) => {
        const cost = values.find(({ server }) => server === name)?.processorTime
        return cost === undefined ? '' : `${figure(cost)} µs`
      }),
      `${figure(100 * Math.max(...values.map(({ generatorLoad = 0 }) => generatorLoad)))} %`,
    ]),
  ]
}

function figureOf({ values, unit }: Measure, name: ServerName): string {
  const value = values.find(({ server }) => server === name)
  return value === undefined ? '' : withUnit(value.median, unit)
}

function targetOf({ target, unit, more }: Measure): string {
  if (target === undefined) return ''
  if ('atMost' in target) return `≤ ${withUnit(target.atMost, unit)}`
  if ('atLeast' in target) return `≥ ${withUnit(target.atLeast, unit)}`
  return `≥ ${target.times} × ${titles[target.of]}${more ? '' : ' (faster)'}`
}

function reachedBy(measure: Measure): string {
  const verdict = judge(measure)
  if (verdict === undefined) return ''
  const reached = !('times' in (measure.target ?? {}))
    ? withUnit(verdict.reached, measure.unit)
    : `${figure(verdict.reached)} ×`
  return verdict.met ? reached : `${reached}, missed`
}

function withUnit(value: number, unit: string): string {
  return `${figure(value)}${unit === '/s' ? '' : ' '}${unit}`
}

/** Three digits that mean something. */
function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)))
}
