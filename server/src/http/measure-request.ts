import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { davMethods } from '@isthmus/webdav'
import type { Metrics } from '../platform/metrics/index.ts'
import type { Surface } from './route.ts'

/** What a listener counts. */
export type HttpMetrics = Pick<
  Metrics,
  'httpRequests' | 'httpDuration' | 'httpInFlight' | 'httpReceivedBytes' | 'httpSentBytes'
>

/**
 * Measures a request from now to the end of its answer, or of its connection.
 * @param surface - `none` for an address at which nothing is
 */
export function measureRequest(
  metrics: HttpMetrics,
  surface: Surface | 'none',
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { socket } = request
  const method = knownMethods.has(request.method ?? '') ? (request.method ?? '') : 'other'
  const timed = metrics.httpDuration.start()
  metrics.httpInFlight.add({ surface }, 1)
  response.once('close', () => {
    metrics.httpInFlight.add({ surface }, -1)
    timed({ surface, method })
    const status = response.writableFinished ? `${Math.trunc(response.statusCode / 100)}xx` : 'cut'
    metrics.httpRequests.add({ surface, method, status })
    const { received, sent } = trafficSince(socket)
    metrics.httpReceivedBytes.add({ surface }, received)
    metrics.httpSentBytes.add({ surface }, sent)
  })
}

/** Whoever calls chooses the method, and each would be a time series of its own. */
const knownMethods: ReadonlySet<string> = new Set([...davMethods, 'POST', 'PATCH'])

const seen = new WeakMap<Socket, { received: number; sent: number }>()

/** What went over a connection since this was last asked: requests follow each other on it. */
function trafficSince(socket: Socket): { received: number; sent: number } {
  const before = seen.get(socket) ?? { received: 0, sent: 0 }
  // What waits in the buffers is counted as sent; a connection that breaks has sent less than it said before.
  const now = {
    received: Math.max(socket.bytesRead, before.received),
    sent: Math.max(socket.bytesWritten, before.sent),
  }
  seen.set(socket, now)
  return { received: now.received - before.received, sent: now.sent - before.sent }
}
