/** A problem as the API describes it (RFC 9457), and as `--json` prints it. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status?: number
  /** Stable slug. */
  readonly code: string
  readonly detail?: string
  /** What `detail` says, by a stable code. */
  readonly reason?: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly errors?: readonly { readonly name: string; readonly message: string }[]
}

/** The server refused a request, or what it sent. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** A problem that was found without asking a server. */
export function failureOf(code: string, title: string): Problem {
  return { type: `urn:isthmus:error:${code}`, title, code }
}
