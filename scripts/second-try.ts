import type { FileResult } from './run-tests.ts'

/** More than these that fail together have not met a moment of bad luck. */
const mostFiles = 3

/**
 * The files that are run once more, alone on the machine: those that failed, when they are few. What servers, browsers and
 * the machine's clock take part in can fail because the machine was busy; what is broken fails again.
 */
export function filesToTryAgain(results: readonly FileResult[]): readonly FileResult[] {
  const failed = results.filter(({ count }) => count.failed > 0)
  return failed.length <= mostFiles ? failed : []
}

/**
 * Puts the second results in the place of the first of the same files.
 * @returns also the lines that name what passed only then: it is not hidden
 */
export function withSecondTry(
  first: readonly FileResult[],
  second: readonly FileResult[],
): { readonly results: readonly FileResult[]; readonly unsteady: readonly string[] } {
  const later = (result: FileResult) =>
    second.find(({ suite, file }) => suite === result.suite && file === result.file)
  return {
    results: first.map((result) => (result.count.failed > 0 ? (later(result) ?? result) : result)),
    unsteady: first
      .filter((result) => result.count.failed > 0 && later(result)?.count.failed === 0)
      .flatMap(({ suite, file, failed }) => failed.map((name) => `[${suite}] ${file} > ${name}`)),
  }
}
