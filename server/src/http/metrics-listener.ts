import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MetricsRegistry } from '../platform/metrics/index.ts'

/** Where an operator's monitoring reads. Disposing of it ends it. */
export interface MetricsListener extends AsyncDisposable {
  /** @returns the port, which the system chose when the given one is 0 */
  listen(address: { readonly host: string; readonly port: number }): Promise<number>
}

/** Answers `GET /metrics` and nothing else: what it says is not for the public, so it is no route of the public door. */
export function createMetricsListener(registry: Pick<MetricsRegistry, 'expose'>): MetricsListener {
  const answer: RequestListener = ({ method, url }, response) => {
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
    } else if (url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end()
    } else {
      void registry.expose().then(({ contentType, text }) => {
        response.writeHead(200, { 'content-type': contentType }).end(text)
      })
    }
  }
  const server = createServer(answer)
  return {
    async listen({ host, port }) {
      try {
        server.listen(port, host)
        await once(server, 'listening')
      } catch (cause) {
        throw new Error(`Metrics cannot be served at ${host}:${port} (metrics.listen): ${String(cause)}`, {
          cause,
        })
      }
      return (server.address() as AddressInfo).port
    },
    async [Symbol.asyncDispose]() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
