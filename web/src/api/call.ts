/** The one way to the server: typed by what it says of itself. */
import type { Operations } from './contract.ts'
import { Problem, problemOf, unreachable } from './problem.ts'
import { csrfToken, noteOwner, signInAgain, untilOwn } from './session.ts'

export type OperationName = keyof Operations

type Given<O extends OperationName> = Part<O, 'params'> & Part<O, 'query'> & Part<O, 'input'>

/** A part that an operation takes; with nothing in it that must be there, it may be left out. */
type Part<
  O extends OperationName,
  P extends 'params' | 'query' | 'input',
> = Operations[O][P] extends undefined
  ? { readonly [name in P]?: never }
  : object extends Operations[O][P]
    ? { readonly [name in P]?: Operations[O][P] }
    : { readonly [name in P]: Operations[O][P] }

export type Output<O extends OperationName> = Operations[O]['output']

/** What some operation is asked with. */
interface AnyAsk {
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly query?: object | undefined
  readonly input?: unknown
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** What an operation is asked with. */
export type Ask<O extends OperationName> = Given<O> & {
  readonly signal?: AbortSignal
  /** Instead of `input`, where bytes are taken. */
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Asks the server. When the session has ended meanwhile, it waits until the person has signed in again and asks once
 * more, so that nothing is lost.
 * @example call('GET /files', { query: { path: '/Trip' } })
 * @throws Problem
 */
export async function call<O extends OperationName>(
  operation: O,
  ...[ask]: object extends Given<O> ? [ask?: Ask<O>] : [ask: Ask<O>]
): Promise<Output<O>> {
  const response = await fetchFromServer(operation, ask)
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return (isJson ? await response.json() : undefined) as Output<O>
}

/**
 * The same with the answer as it came, for bytes and headers.
 * @throws Problem
 */
export async function fetchFromServer(operation: string, ask: AnyAsk = {}): Promise<Response> {
  const { input, body, signal, headers = {} } = ask
  const [method = 'GET'] = operation.split(' ')
  const send = async () =>
    await fetch(addressOf(operation, ask), {
      method,
      headers: {
        accept: 'application/json',
        ...(input !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'isthmus-csrf': csrfToken() }),
        ...headers,
      },
      ...(input === undefined ? body !== undefined && { body } : { body: JSON.stringify(input) }),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error
      throw unreachable()
    })
  const isAboutSession = operation.endsWith(' /session')
  if (!isAboutSession) await untilOwn()
  const asked = csrfToken()
  const response = await send()
  if (response.ok) return response
  const problem = await problemOf(response)
  if (!isForSession(problem) || isAboutSession) throw problem
  await takeUpSession(asked)
  const second = await send()
  if (second.ok) return second
  throw await problemOf(second)
}

/** Whether something was refused because the session has ended, or the browser has another one. */
export function isForSession({ status, reason }: Problem): boolean {
  return status === 401 || reason === 'other-session'
}

let takingUp: Promise<void> | undefined

/**
 * Resolves when what was refused for its session can be sent again: at once where another tab, or another request of this
 * one, has signed in meanwhile, else when the person has.
 * @param asked - the token that it was sent with
 */
export async function takeUpSession(asked = csrfToken()): Promise<void> {
  if (csrfToken() !== asked) return
  takingUp ??= lookForSession().finally(() => (takingUp = undefined))
  await takingUp
}

async function lookForSession(): Promise<void> {
  try {
    const { user, csrfToken: token } = await call('GET /session')
    noteOwner({ username: user.username, csrfToken: token ?? '' })
  } catch (error) {
    if (isProblem(error, 'unauthorized')) await signInAgain()
    // Whatever else is wrong, the request meets as well, when it is sent again.
    return
  }
  await untilOwn()
}

/** The address of an operation, for links and images. */
export function addressOf(
  operation: string,
  { params, query }: Pick<AnyAsk, 'params' | 'query'> = {},
): string {
  const [, path = ''] = operation.split(' ')
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  ).toString()
  return `/api/v1${filled}${search === '' ? '' : `?${search}`}`
}

/** Whether an error is the problem with this code. */
export function isProblem(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code
}
