/**
 * `npm test`: runs all suites, or those that its arguments name, and ends with one line that counts the
 * tests.
 *
 * Exit status: 0 when every test passed, 1 when one failed or none ran, 2 when an argument names nothing.
 */
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { provideDebianPackages, thisSystem } from './debian-packages.ts'
import { type FileResult, runTests } from './run-tests.ts'
import { filesToTryAgain, withSecondTry } from './second-try.ts'
import { filesOf, selectTests } from './select-tests.ts'
import { type Suite, suites } from './suites.ts'
import { addUnrunnable, formatCount, isGreen, sumOf, type TestCount } from './test-count.ts'

const root = dirname(import.meta.dirname)
/** Where all suites must run, and a failure that comes only sometimes must not stop everybody’s work. */
const inCI = process.env['CI'] === 'true'
/** What a test prints is of interest when it fails. */
const silent = 'passed-only'

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (options === undefined) return 2
  if (options.help)
    console.log(`usage: npm test -- [SUITE or PART OF A PATH]… [--list] [--help]\n\n${listSuites()}`)
  else if (options.list) console.log(listSuites())
  if (options.help || options.list) return 0

  const selection = selectTests(root, suites, options.names)
  if (!selection.ok) {
    console.error(
      `No suite and no test file is called ${selection.unknown}. The suites are:\n\n${listSuites()}`,
    )
    return 2
  }
  const chosen = [...selection.filesBySuite.keys()]
  const unrunnable = await provideDebianPackages(chosen, thisSystem, (line) => console.log(line))
  const runnable = chosen.filter((suite) => unrunnable.every((other) => other.suite !== suite))
  const count = await runSuites(
    runnable,
    runnable.flatMap((suite) => selection.filesBySuite.get(suite) ?? []),
  )

  for (const { suite, reason } of unrunnable)
    console.log(`\nThe suite ${suite.name} cannot run here. ${reason}`)
  const total = addUnrunnable(count, unrunnable.length, inCI)
  console.log(`\n${formatCount(total)}`)
  return isGreen(total) ? 0 : 1
}

function readOptions(args: string[]): { names: string[]; list: boolean; help: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return { names: positionals, list: values.list, help: values.help }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return undefined
  }
}

function listSuites(): string {
  return suites
    .map((suite) => {
      const packages = suite.debianPackages.length > 0 ? `; needs ${suite.debianPackages.join(', ')}` : ''
      return `${suite.name.padEnd(14)} ${suite.about} (${filesOf(root, suite).length} files${packages})`
    })
    .join('\n')
}

/**
 * Runs test files, which are relative to the repository. A suite of which no test ran counts as one failure.
 */
async function runSuites(chosen: readonly Suite[], files: readonly string[]): Promise<TestCount> {
  if (files.length === 0) return { passed: 0, failed: chosen.length, skipped: 0 }
  const suiteNames = chosen.map(({ name }) => name)
  const { results: first, unhandled } = await runTests(root, files, { silent, project: suiteNames })
  const again = inCI && unhandled === 0 ? filesToTryAgain(first) : []
  const results = again.length > 0 ? await tryAgain(first, again) : first

  const empty = suiteNames.filter((name) =>
    results.every(({ suite, count }) => suite !== name || count.passed === 0),
  )
  for (const name of empty) console.log(`\nNo test of the suite ${name} passed.`)
  const count = sumOf(results.map((result) => result.count))
  const failed = count.failed + unhandled
  return { ...count, failed: failed === 0 ? empty.length : failed }
}

async function tryAgain(
  first: readonly FileResult[],
  again: readonly FileResult[],
): Promise<readonly FileResult[]> {
  console.log(`\nOnce more, alone: ${again.map(({ suite, file }) => `[${suite}] ${file}`).join(', ')}`)
  const suiteNames = [...new Set(again.map(({ suite }) => suite))]
  const files = [...new Set(again.map(({ file }) => file))]
  const { results: second, unhandled } = await runTests(root, files, {
    silent,
    project: suiteNames,
    maxWorkers: 1,
  })
  if (unhandled > 0) return first
  const { results, unsteady } = withSecondTry(first, second)
  if (unsteady.length > 0) console.log(`\nPassed only at the second try:\n${unsteady.join('\n')}`)
  return results
}
