import type { Violation } from './violation.ts'

/**
 * Checks that each test file runs in exactly one suite: one in none would never run.
 *
 * @param paths - files of the repository
 * @param filesBySuite - the test files of each suite
 */
export function suiteViolations(
  paths: readonly string[],
  filesBySuite: Readonly<Record<string, readonly string[]>>,
): Violation[] {
  return paths
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => {
      const owners = Object.keys(filesBySuite).filter((suite) => filesBySuite[suite]?.includes(path))
      if (owners.length === 1) return []
      return [
        {
          rule: 'every test file is in one suite',
          file: path,
          line: 1,
          problem:
            owners.length === 0 ? 'no suite includes it' : `the suites ${owners.join(', ')} include it`,
          remedy: 'make the patterns of scripts/suites.ts include it once',
        },
      ]
    })
}
