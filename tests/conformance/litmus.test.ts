import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createTemporaryFolder, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

let world: Processes<'a'>
beforeAll(async () => {
  world = await processes({ a: {} })
  await world.servers.a.person('ann')
})
afterAll(() => world[Symbol.asyncDispose]())

/** 104 together. */
it.each([
  ['basic', 16],
  ['copymove', 13],
  ['props', 30],
  ['locks', 41],
  ['http', 4],
])('all tests of the suite %s pass, which are %d', async (suite, count) => {
  expect(await runLitmus(suite)).toEqual({ passed: count, complaints: [] })
})

interface LitmusResult {
  readonly passed: number
  /** What it says of tests that failed, were left out or passed with a warning. */
  readonly complaints: readonly string[]
}

/** Runs one suite of litmus, in a folder of its own, because it writes logs into the current one. */
async function runLitmus(suite: string): Promise<LitmusResult> {
  await using folder = await createTemporaryFolder()
  const url = `${world.servers.a.origin}/dav/files/ann/`
  const { stdout } = await promisify(execFile)('litmus', ['--keep-going', url, 'ann', 'password of ann'], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], TESTS: suite },
  })
  const passed = /(\d+) passed, \d+ failed/.exec(stdout)?.[1]
  return { passed: Number(passed), complaints: stdout.match(/\d+\. .*(?:FAIL|SKIPPED|WARNING).*/g) ?? [] }
}
