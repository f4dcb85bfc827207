/** Why the server refused something (RFC 9457), or could not be asked. */
export class Problem extends Error {
  /** A stable code of the server's catalogue; `unreachable` when there was no answer. */
  readonly code: string
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly detail: string | undefined
  /** Why, by a stable code. */
  readonly reason: string | undefined
  /** What the reason speaks of. */
  readonly params: SaidValues
  /** The fields that are wrong, with `validation-failed`. */
  readonly fields: readonly WrongField[]

  constructor(facts: ProblemFacts) {
    super(facts.detail ?? facts.title)
    this.name = 'Problem'
    this.code = facts.code
    this.status = facts.status
    this.detail = facts.detail
    this.reason = facts.reason
    this.params = facts.params ?? {}
    this.fields = facts.errors ?? []
  }
}

/** What a sentence speaks of, by name; moments in ISO 8601. */
export type SaidValues = Readonly<Record<string, string | number>>

/** A field of a request that is wrong. */
export interface WrongField {
  readonly name: string
  /** What it breaks, by a stable code. */
  readonly rule: string
  readonly params?: SaidValues
  /** The same in English. */
  readonly message: string
}

interface ProblemFacts {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail?: string
  readonly reason?: string
  readonly params?: SaidValues
  readonly errors?: readonly WrongField[]
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
