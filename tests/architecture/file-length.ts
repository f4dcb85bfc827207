import type { Violation } from './violation.ts'

/** Lines past which a file is looked at, and past which it is refused. */
const lineLimits = { warn: 300, fail: 500 }

/** Files that are too long, and those that are getting there. */
export interface LongFiles {
  readonly violations: Violation[]
  /** One line of text each. */
  readonly warnings: string[]
}

/** Measures code files. */
export function longFiles(files: readonly { readonly path: string; readonly text: string }[]): LongFiles {
  const measured = files.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
  return {
    violations: measured
      .filter(({ lines }) => lines > lineLimits.fail)
      .map(({ path, lines }) => ({
        rule: 'a file does one thing',
        file: path,
        line: lineLimits.fail,
        problem: `it has ${lines} lines, more than ${lineLimits.fail}`,
        remedy: 'find the second thing in it and give that a file of its own',
      })),
    warnings: measured
      .filter(({ lines }) => lines > lineLimits.warn && lines <= lineLimits.fail)
      .map(({ path, lines }) => `${path} has ${lines} lines: what is the second thing in it?`),
  }
}
