/** Why the server refused something (RFC 9457), or could not be asked. */
export class Problem extends Error {
  /** A stable code of the server's catalogue; `unreachable` when there was no answer. */
  readonly code: string
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly detail: string | undefined
  /** The fields that are wrong, with `validation-failed`. */
  readonly fields: readonly { readonly name: string; readonly message: string }[]

  constructor(facts: ProblemFacts) {
    super(facts.detail ?? facts.title)
    this.name = 'Problem'
    this.code = facts.code
    this.status = facts.status
    this.detail = facts.detail
    this.fields = facts.errors ?? []
  }
}

interface ProblemFacts {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail?: string
  readonly errors?: readonly { readonly name: string; readonly message: string }[]
}

/** What an answer says that is no success; also when something between here and the server has written it. */
export async function problemOf(response: Response): Promise<Problem> {
  const told: unknown = await response.json().catch(() => undefined)
  if (isFacts(told)) return new Problem(told)
  const code = response.status >= 500 ? 'unavailable' : 'internal'
  return new Problem({ code, status: response.status, title: response.statusText })
}

/** No answer came: the network, the server or the person's device. */
export function unreachable(): Problem {
  return new Problem({ code: 'unreachable', status: 0, title: 'The server cannot be reached.' })
}

function isFacts(value: unknown): value is ProblemFacts {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
}
