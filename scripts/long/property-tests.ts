import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testsThatImport } from '../importing-tests.ts'

/**
 * Finds the tests with properties that need nothing but the processor: what opens a database takes too long to meet
 * much random input.
 * @param root - the repository
 * @returns the tests, relative to the repository, sorted
 */
export function propertyTests(root: string): string[] {
  const slow = new Set(testsThatImport(root, 'server/src', 'server/src/platform/database/testing'))
  return globSync('{packages/*/src,server/src}/**/*.test.ts', { cwd: root })
    .filter((file) => !slow.has(file))
    .filter((file) => readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"))
    .toSorted()
}
