/**
 * `npm run test:long`: tests that find more the longer they run.
 *
 * Exit status: 0 when nothing was found, 1 when something was, 2 when an argument makes no sense.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { provideDebianPackages, thisSystem } from '../debian-packages.ts'
import { runTests } from '../run-tests.ts'
import { filesOf } from '../select-tests.ts'
import { isGreen, sumOf } from '../test-count.ts'
import { longSuites } from './long-suites.ts'
import { runMutants } from './mutants/run-mutants.ts'

/** What one run was asked for. */
interface Order {
  readonly seed: number
  /** For each kind. */
  readonly minutes: number
}

const root = dirname(dirname(import.meta.dirname))

/** @returns whether nothing was found */
const kinds: Readonly<Record<string, (order: Order) => Promise<boolean>>> = {
  fuzz,
  kills: (order) => runSuite('kills', order),
  mutants: (order) => runMutants(root, order),
  upload: (order) => runSuite('upload', order),
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const order = readOrder(args)
  if (order === undefined) {
    console.error(
      `usage: npm run test:long -- [${Object.keys(kinds).join('|')}]… [--seed N] [--minutes M]\n\n` +
        'Each kind runs for M minutes, 10 when nothing is said, but upload until it is done. The same seed makes the ' +
        'same choices.',
    )
    return 2
  }
  let found = false
  for (const name of order.names) {
    const { seed, minutes } = order
    console.log(`${name}: npm run test:long -- ${name} --seed ${seed} --minutes ${minutes}`)
    found = !(await kinds[name]?.(order)) || found
  }
  return found ? 1 : 0
}

function readOrder(args: string[]): (Order & { names: readonly string[] }) | undefined {
  try {
    const options = { seed: { type: 'string' }, minutes: { type: 'string', default: '10' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    const names = positionals.length === 0 ? Object.keys(kinds) : positionals
    const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
    const minutes = Number(values.minutes)
    const isSound = Number.isSafeInteger(seed) && minutes > 0 && names.every((name) => name in kinds)
    return isSound ? { names, seed, minutes } : undefined
  } catch {
    return undefined
  }
}

/** One round after the other, each with the next seed, in which every property gets some seconds. */
async function fuzz({ seed, minutes }: Order): Promise<boolean> {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const report = join(root, '.cache', `fuzz-${process.pid}.jsonl`)
  process.env['ISTHMUS_FUZZ_REPORT'] = report
  const end = Date.now() + minutes * 60_000
  let isSound = true
  for (let round = 0; isSound && (round === 0 || Date.now() < end); round += 1) {
    isSound = await runSuite('fuzz', { seed: seed + round, minutes })
  }
  console.log(summary(readFileSync(report, 'utf8')))
  rmSync(report)
  return isSound
}

function summary(report: string): string {
  const runs = new Map<string, number>()
  for (const line of report.trim().split('\n')) {
    const { file, name, runs: count } = JSON.parse(line) as { file: string; name: string; runs: number }
    const key = `${file.slice(root.length + 1)} > ${name}`
    runs.set(key, (runs.get(key) ?? 0) + count)
  }
  const counts = [...runs].toSorted(([, a], [, b]) => a - b)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  const lines = counts.map(([key, count]) => `${count.toLocaleString('en').padStart(12)}  ${key}`)
  return `${lines.join('\n')}\n${total.toLocaleString('en')} inputs for ${runs.size} properties`
}

async function runSuite(name: string, { seed, minutes }: Order): Promise<boolean> {
  const suite = longSuites.find((candidate) => candidate.name === name)
  if (suite === undefined) throw new Error(`no suite is called ${name}`)
  const [unrunnable] = await provideDebianPackages([suite], thisSystem, console.log)
  if (unrunnable !== undefined) {
    console.error(`${name} cannot run: ${unrunnable.reason}`)
    return false
  }
  process.env['ISTHMUS_TEST_SEED'] = `${seed}`
  process.env['ISTHMUS_TEST_MINUTES'] = `${minutes}`
  const { results, unhandled } = await runTests(root, filesOf(root, suite), {
    config: join(import.meta.dirname, 'vitest.config.ts'),
    project: [name],
  })
  return unhandled === 0 && isGreen(sumOf(results.map(({ count }) => count)))
}
