import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Answer, AnswerReader } from './answer-reader.ts'

/** A request as bytes; a long body comes in pieces, which are asked for as the socket takes them. */
export interface RequestBytes {
  readonly head: Buffer
  readonly body?: Iterable<Buffer>
}

export interface TimedAnswer extends Answer {
  /** As `performance.now()` says it. */
  readonly firstByteAt: number
}

/** A connection that is kept open. */
export interface Connection {
  /** One at a time. */
  exchange(request: RequestBytes): Promise<TimedAnswer>
  close(): void
}

/** What is read at once. One buffer for each connection: nothing of a body is kept. */
const readBytes = 128 * 1024

export async function openConnection(port: number): Promise<Connection> {
  let waiting: PromiseWithResolvers<TimedAnswer> | undefined
  let firstByteAt = 0

  const reader = new AnswerReader((answer) => {
    const current = waiting
    waiting = undefined
    current?.resolve({ ...answer, firstByteAt })
  })
  const fail = (error: Error): void => waiting?.reject(error)

  const socket = connect({
    host: '127.0.0.1',
    port,
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(readBytes),
      callback(count, buffer) {
        if (firstByteAt === 0) firstByteAt = performance.now()
        try {
          reader.read(Buffer.from(buffer.buffer, buffer.byteOffset, count))
        } catch (error) {
          fail(error as Error)
        }
        return true
      },
    },
  })
  await once(socket, 'connect')
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))

  return {
    exchange({ head, body }) {
      waiting = Promise.withResolvers()
      const { promise } = waiting
      firstByteAt = 0
      socket.write(head)
      if (body !== undefined) sendRest(socket, body[Symbol.iterator]())
      return promise
    },
    close: () => socket.destroy(),
  }
}

/** As much as the socket takes, and the rest when it takes more. */
function sendRest(socket: Socket, pieces: Iterator<Buffer>): void {
  for (let piece = pieces.next(); piece.done !== true; piece = pieces.next()) {
    if (socket.write(piece.value)) continue
    socket.once('drain', () => sendRest(socket, pieces))
    return
  }
}
