/**
 * fast-check as the suite `fuzz` has it: every property meets random input for some seconds, whatever number of runs
 * its test asks for, and writes down how many there were.
 */
import { appendFileSync } from 'node:fs'
import fc, { type IRawProperty, type Parameters, type Plugin, type RunDetails } from 'fast-check'
import { expect } from 'vitest'

export * from 'fast-check'
export { assert }
export default { ...fc, assert }

/** Milliseconds for each property. */
const patience = 3_000

function assert<Ts>(property: IRawProperty<Ts>, parameters: Parameters<Ts> = {}): Promise<void> | void {
  const started = performance.now()
  const details = fc.check(property, {
    ...parameters,
    numRuns: 100_000_000,
    seed: Number(process.env['ISTHMUS_TEST_SEED']),
    plugins: [fc.interruptAfterTimeLimit(patience) as Plugin<Ts>],
  })
  return details instanceof Promise
    ? details.then((settled) => conclude(settled, started))
    : conclude(details, started)
}

function conclude<Ts>(details: RunDetails<Ts>, started: number): void {
  if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
  const { currentTestName: name, testPath: file } = expect.getState()
  const seconds = (performance.now() - started) / 1000
  const line = { file, name, runs: details.numRuns, seconds }
  appendFileSync(process.env['ISTHMUS_FUZZ_REPORT'] ?? '/dev/null', `${JSON.stringify(line)}\n`)
}
