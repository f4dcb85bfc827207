import type { Measure } from '../dav/measure.ts'
import { median } from '../machine/median.ts'

/** A measurement of our server alone. */
export function oursAlone(facts: Omit<Measure, 'values'>, runs: readonly number[]): Measure {
  return { ...facts, values: [{ server: 'isthmus', median: median(runs), runs }] }
}
