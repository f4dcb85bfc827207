import { readBody, type SendHttp } from '@isthmus/ocm'
import type { Clock } from '../../platform/clock.ts'
import { type Fault, fault } from './fault.ts'
import { transportFault } from './transport-fault.ts'

/** How a place is looked at. */
export interface Looking {
  readonly send: SendHttp
  readonly clock: Clock
}

/** What is at a place. */
export interface Sight {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type Look =
  | { readonly ok: true; readonly sight: Sight }
  | { readonly ok: false; readonly fault: Fault }

/** For one answer, milliseconds. */
const patience = 10_000
const mostBytes = 256 * 1024

/** Sends one request without a body, and reads all of its answer. Redirects are answers like any other. */
export async function look({ send, clock }: Looking, method: string, url: string): Promise<Look> {
  const overdue = new AbortController()
  const done = new AbortController()
  void clock.sleep(patience, done.signal).then(() => {
    if (!done.signal.aborted) overdue.abort(new Error('overdue'))
  })
  try {
    const request = { method, url, headers: { accept: 'application/json' } }
    const response = await send(request, { signal: overdue.signal })
    const read = await readBody(response, mostBytes)
    if (!read.ok) return { ok: false, fault: fault('discovery-too-large', `over ${mostBytes} bytes`) }
    return { ok: true, sight: { status: response.status, headers: response.headers, body: read.bytes } }
  } catch (error) {
    if (overdue.signal.aborted) return { ok: false, fault: fault('answer-too-slow', `${patience / 1000} s`) }
    return { ok: false, fault: transportFault(error) }
  } finally {
    done.abort()
  }
}
