import { join, relative } from 'node:path'
import { type CliOptions, startVitest } from 'vitest/node'
import { countTests, failuresOf, type TestCount } from './test-count.ts'

/** What came of one test file in one suite. */
export interface FileResult {
  readonly suite: string
  /** Relative to the repository. */
  readonly file: string
  readonly count: TestCount
  /** The tests that failed, by their full names. */
  readonly failed: readonly string[]
}

/** What came of a run; `unhandled`: how many errors there were outside of all files. */
export interface TestRun {
  readonly results: readonly FileResult[]
  readonly unhandled: number
}

/**
 * Runs test files by Vitest, once.
 * @param files - relative to the repository
 */
export async function runTests(
  root: string,
  files: readonly string[],
  options: Omit<CliOptions, 'root' | 'watch'>,
): Promise<TestRun> {
  const paths = files.map((file) => join(root, file))
  const vitest = await startVitest(paths, { root, watch: false, ...options })
  try {
    const results = vitest.state.getTestModules().map((module) => ({
      suite: module.project.name,
      file: relative(root, module.moduleId),
      count: countTests(module),
      failed: failuresOf(module),
    }))
    return { results, unhandled: vitest.state.getUnhandledErrors().length }
  } finally {
    await vitest.close()
  }
}
