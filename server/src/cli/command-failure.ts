/** A command cannot do what it was asked to. The message is a sentence that says why and what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  /** Stable slug, for programs. */
  readonly code: string
  /** Exit status: 1 it failed, 2 wrong usage, 130 interrupted. */
  readonly status: 1 | 2 | 130

  constructor(code: string, message: string, { status = 1, cause }: FailureDetails = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.status = status
  }
}

interface FailureDetails {
  readonly status?: 1 | 2 | 130
  readonly cause?: unknown
}
