import type { FastifyInstance } from 'fastify'
import type { Clock } from '../platform/clock.ts'

/**
 * Lets a server that is closed come to its end. Closing ends the connections that are idle at that moment; one that
 * was busy then is ended as soon as its answer is out, and after `graceMs` milliseconds whatever it does.
 */
export function endConnectionsOnClose(
  instance: FastifyInstance,
  { clock, graceMs }: { clock: Clock; graceMs: number },
): void {
  const { server } = instance
  const closed = new AbortController()
  let closing = false
  server.on('close', () => closed.abort())
  server.on('request', (_request, response) => {
    response.on('close', () => {
      if (closing) server.closeIdleConnections()
    })
  })
  instance.addHook('preClose', async () => {
    closing = true
    void clock.sleep(graceMs, closed.signal).then(() => server.closeAllConnections())
  })
}
