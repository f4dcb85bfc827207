import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createTemporaryFolder } from '@isthmus/testkit'

/** The suites of litmus 0.13 with how many tests each has: 104 together. */
export const litmusSuites: readonly (readonly [suite: string, tests: number])[] = [
  ['basic', 16],
  ['copymove', 13],
  ['props', 30],
  ['locks', 41],
  ['http', 4],
]

export interface LitmusResult {
  readonly passed: number
  /** What it says of tests that failed, were left out or passed with a warning. */
  readonly complaints: readonly string[]
}

/**
 * Runs one suite of litmus, in a folder of its own, because it writes logs into the current one.
 * @param url - of the folder that it works in
 */
export async function runLitmus(suite: string, url: string, username: string): Promise<LitmusResult> {
  await using folder = await createTemporaryFolder()
  const { stdout, stderr } = await promisify(execFile)(
    'litmus',
    // A name may begin with a hyphen, the token of a link does so now and then.
    ['--keep-going', '--', url, username, `password of ${username}`],
    { cwd: folder.path, env: { PATH: process.env['PATH'], TESTS: suite } },
  )
  const passed = /(\d+) passed, \d+ failed/.exec(stdout)?.[1]
  if (passed === undefined) throw new Error(`litmus did not run: ${stdout}${stderr}`)
  return { passed: Number(passed), complaints: stdout.match(/\d+\. .*(?:FAIL|SKIPPED|WARNING).*/g) ?? [] }
}
