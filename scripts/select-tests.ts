import { globSync } from 'node:fs'
import type { Suite } from './suites.ts'

/** What to run: test files by suite, or the argument that names nothing. */
export type Selection =
  | { readonly ok: true; readonly filesBySuite: ReadonlyMap<Suite, readonly string[]> }
  | { readonly ok: false; readonly unknown: string }

/**
 * Finds the tests that the arguments of `npm test` ask for.
 *
 * @param root - the repository
 * @param suites - the table of suites
 * @param names - names of suites, or any part of the path of a test file; none stands for everything
 * @returns the files, relative to `root`, of each suite that takes part; a suite that was asked for by name
 *   takes part even when it has no file
 */
export function selectTests(root: string, suites: readonly Suite[], names: readonly string[]): Selection {
  const filesBySuite = new Map<Suite, Set<string>>()
  const add = (suite: Suite, files: readonly string[]) => {
    const known = filesBySuite.get(suite) ?? new Set()
    for (const file of files) known.add(file)
    filesBySuite.set(suite, known)
  }

  for (const name of names.length === 0 ? suites.map((suite) => suite.name) : names) {
    const suite = suites.find((candidate) => candidate.name === name)
    if (suite !== undefined) {
      add(suite, filesOf(root, suite))
      continue
    }
    const part = name.replace(/^\.\//, '')
    const matches = suites.map((candidate) => ({
      candidate,
      files: filesOf(root, candidate).filter((file) => file.includes(part)),
    }))
    if (matches.every(({ files }) => files.length === 0)) return { ok: false, unknown: name }
    for (const { candidate, files } of matches) if (files.length > 0) add(candidate, files)
  }
  return { ok: true, filesBySuite: new Map([...filesBySuite].map(([suite, files]) => [suite, [...files]])) }
}

/** The test files of a suite, relative to the repository, sorted. */
export function filesOf(root: string, suite: Suite): string[] {
  return globSync([...suite.include], { cwd: root, exclude: suite.exclude ?? [] }).toSorted()
}
