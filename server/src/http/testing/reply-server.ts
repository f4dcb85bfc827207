import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { deferContinue } from '../expect-continue.ts'
import type { Reply } from '../route.ts'
import { sendReply } from '../send-reply.ts'
import { rawConnection } from './raw-connection.ts'

/** A server that sends what `answer` says; what `sendReply` returned is in `outcomes`. */
export async function replyServer(
  answer: (request: IncomingMessage, response: ServerResponse) => Reply | Promise<Reply>,
) {
  const clock = createManualClock()
  const outcomes: Promise<unknown>[] = []
  const server = createServer((request, response) => {
    const outcome = Promise.resolve(answer(request, response)).then((reply) =>
      sendReply(request, response, reply, clock),
    )
    outcome.catch(() => response.destroy())
    outcomes.push(outcome)
  })
  deferContinue(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    clock,
    outcomes,
    server,
    connect: () => rawConnection(port),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
