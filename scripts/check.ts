/**
 * `npm run check`: everything that can be said about the code without running it. One line for each check,
 * then the output of those that failed.
 *
 * Exit status: 0 when all passed, 1 when one failed, 2 when an argument names nothing.
 */
import { delimiter, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { runChild } from './launch/run-child.mjs'

interface Check {
  readonly name: string
  /** A program of the dependencies, or a script of ours that ends in `.ts`. */
  readonly program: string
  readonly args: readonly string[]
  /** What is added to the arguments to mend instead of to complain. */
  readonly fix?: readonly string[]
}

interface Outcome {
  readonly check: Check
  readonly passed: boolean
  readonly output: string
}

/** The slow ones first: two run at a time. */
const checks: readonly Check[] = [
  { name: 'lint', program: 'oxlint', args: ['--type-aware', '--deny-warnings'], fix: ['--fix'] },
  { name: 'types', program: 'tsc', args: ['-b'] },
  { name: 'architecture', program: 'scripts/test.ts', args: ['architecture'] },
  { name: 'dead-code', program: 'knip', args: ['--no-progress'] },
  { name: 'format', program: 'biome', args: ['check', '--linter-enabled=false'], fix: ['--write'] },
  { name: 'licences', program: 'scripts/licences.ts', args: [] },
]

const root = dirname(import.meta.dirname)
const atOnce = 2

process.exitCode = await main()

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { fix: { type: 'boolean', default: false } },
  })
  const unknown = positionals.find((name) => checks.every((check) => check.name !== name))
  if (unknown !== undefined) {
    console.error(
      `No check is called ${unknown}. The checks are: ${checks.map(({ name }) => name).join(', ')}`,
    )
    return 2
  }
  const chosen = checks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  const outcomes = await runAll(chosen, values.fix)
  const failures = outcomes.filter(({ passed }) => !passed)
  for (const { check, output } of failures) console.log(`\n${check.name}\n\n${output.trim()}`)
  return failures.length === 0 ? 0 : 1
}

async function runAll(chosen: readonly Check[], fix: boolean): Promise<Outcome[]> {
  const queue = chosen.values()
  const outcomes: Outcome[] = []
  // The workers take from one iterator, so that each check is run once.
  const work = async () => {
    for (const check of queue) outcomes.push(await run(check, fix))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return outcomes
}

async function run(check: Check, fix: boolean): Promise<Outcome> {
  const started = performance.now()
  const args = [...check.args, ...(fix ? (check.fix ?? []) : [])]
  const [program, first] = check.program.endsWith('.ts')
    ? [process.execPath, ['--disable-warning=ExperimentalWarning', join(root, check.program)]]
    : [join(root, 'node_modules', '.bin', check.program), []]
  // The output is collected, so no program sees a terminal to colour.
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  }
  const { code, output } = await runChild(program, [...first, ...args], { cwd: root, env })
  const passed = code === 0
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${passed ? 'passed' : 'FAILED'}  ${check.name.padEnd(14)} ${seconds.padStart(5)} s`)
  return { check, passed, output }
}
