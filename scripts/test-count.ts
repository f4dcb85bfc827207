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
    allTests(): Iterable<{ result(): { readonly state: 'passed' | 'failed' | 'skipped' | 'pending' } }>
    allSuites(): Iterable<{ errors(): readonly unknown[] }>
  }
}

/**
 * Counts tests so that no failure is lost: a file or a group that failed by itself counts as one failed test,
 * so does an error outside of all tests, and a test that never ended has failed.
 */
export function countTests(
  modules: readonly CountedModule[],
  unhandledErrors: readonly unknown[],
): TestCount {
  const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      count[state === 'pending' ? 'failed' : state] += 1
    }
    const groups = [module, ...module.children.allSuites()]
    count.failed += groups.filter((group) => group.errors().length > 0).length
  }
  return count
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
