/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The setting, or the unknown name as it was written; empty for a file that cannot be read at all. */
  readonly key: string
  /** What was given, as text; a secret is never in here. */
  readonly value?: string
  /** `isthmus.yaml:12`, the name of the environment variable, or the flag. */
  readonly place: string
  /** What is wrong: "unknown setting". */
  readonly message: string
  /** What to do about it, one sentence. */
  readonly remedy: string
}

/** The configuration cannot be used. The message lists every problem, not only the first. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(['The configuration cannot be used:', ...problems.map(describeProblem)].join('\n'))
    this.problems = problems
  }
}

function describeProblem({ key, value, place, message, remedy }: ConfigProblem): string {
  const what = value === undefined ? key : `${key} = ${value}`
  return `  ${place}: ${what === '' ? '' : `${what}: `}${message}. ${remedy}`
}
