import type { IncomingMessage, Server } from 'node:http'

const waiting = new WeakSet<IncomingMessage>()

/**
 * A client that expects `100 Continue` is told to go on when somebody begins to read its body, not before: an upload
 * that is refused for what its head says is never sent (RFC 9110 10.1.1).
 */
export function deferContinue(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response) => {
    waiting.add(request)
    request.on('newListener', (event) => {
      if ((event !== 'data' && event !== 'readable') || !waiting.delete(request)) return
      if (!response.headersSent && !response.destroyed) response.writeContinue()
    })
    server.emit('request', request, response)
  })
}

/** Whether the client still holds its body back. What it sends next may be that, or another request. */
export function holdsBodyBack(request: IncomingMessage): boolean {
  return waiting.has(request)
}
