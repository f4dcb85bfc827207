/** How many tests ended how. */
export interface TestCount {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What is counted of a test file: Vitest's `TestModule` has it. */
export interface CountedModule {
  /** Errors of the file itself: it cannot be loaded, or a hook of it failed. */
  errors(): readonly unknown[]
  readonly children: {
    allTests(): Iterable<{
      readonly fullName: string
      result(): { readonly state: 'passed' | 'failed' | 'skipped' | 'pending' }
    }>
    allSuites(): Iterable<{ readonly fullName: string; errors(): readonly unknown[] }>
  }
}

/**
 * Counts the tests of a file so that no failure is lost: a file or a group that failed by itself counts as one failed test,
 * and a test that never ended has failed.
 */
export function countTests(module: CountedModule): TestCount {
  const count = { passed: 0, failed: failuresOf(module).length, skipped: 0 }
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed' || state === 'skipped') count[state] += 1
  }
  return count
}

/** What is counted as failed, by its name. */
export function failuresOf(module: CountedModule): string[] {
  const groups = [...module.children.allSuites()].filter((group) => group.errors().length > 0)
  const tests = [...module.children.allTests()].filter((test) => /failed|pending/.test(test.result().state))
  return [
    ...(module.errors().length > 0 ? ['the file itself'] : []),
    ...[...groups, ...tests].map(({ fullName }) => fullName),
  ]
}

/** The count of all together. */
export function sumOf(counts: readonly TestCount[]): TestCount {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
  }
  return sum
}

/** Adds suites that could not run: each counts as one test, which failed where all suites must run. */
export function addUnrunnable(count: TestCount, suites: number, mustRun: boolean): TestCount {
  const { failed, skipped } = count
  return mustRun ? { ...count, failed: failed + suites } : { ...count, skipped: skipped + suites }
}

/** Whether a run is a success: something was tested and nothing failed. */
export function isGreen({ passed, failed }: TestCount): boolean {
  return passed > 0 && failed === 0
}

/** The last line of `npm test`. */
export function formatCount({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
