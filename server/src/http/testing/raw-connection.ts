import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection on which a test writes exactly the bytes that it wants. */
export interface RawConnection extends AsyncDisposable {
  readonly socket: Socket
  write(text: string | Uint8Array): void
  /** Everything that came so far. */
  readonly received: string
  /** Resolves with everything that came, once `pattern` is in it. */
  until(pattern: RegExp): Promise<string>
  /** Resolves with everything that came, once the other side has closed. */
  closed(): Promise<string>
}

export async function rawConnection(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  let received = ''
  let ended = false
  let look = (): void => {}
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
    look()
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    ended = true
    look()
  })
  const when = (isSo: () => boolean) =>
    new Promise<string>((resolve, reject) => {
      look = () => {
        if (isSo()) resolve(received)
        else if (ended) reject(new Error(`the connection was closed after ${JSON.stringify(received)}`))
      }
      look()
    })
  return {
    socket,
    get received() {
      return received
    },
    write(text) {
      socket.write(text)
    },
    until: (pattern) => when(() => pattern.test(received)),
    closed: () => when(() => ended),
    async [Symbol.asyncDispose]() {
      socket.destroy()
    },
  }
}
