/** One place where the code breaks a rule. */
export interface Violation {
  /** The rule's name, as the tests of this folder call it. */
  readonly rule: string
  readonly file: string
  /** From 1. */
  readonly line: number
  /** What is wrong. */
  readonly problem: string
  /** What to do. */
  readonly remedy: string
}

/** Violations as a person reads them: place, rule, problem, remedy. */
export function describeViolations(violations: readonly Violation[]): string[] {
  return violations.map(
    ({ rule, file, line, problem, remedy }) => `${file}:${line} [${rule}] ${problem}. ${remedy}.`,
  )
}
