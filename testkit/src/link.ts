import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { listenOnSteadyPort } from '@isthmus/server/testing'

/**
 * What becomes of connections on a link.
 *
 * - `pass`: they go through
 * - `refuse`: nobody listens
 * - `hang`: they are taken, and then nothing is heard any more
 * - `garbage`: the answer is no TLS and no HTTP
 * - `cut-request-after:N`, `cut-response-after:N`: each breaks off after so many bytes of that direction, TLS included
 * - `stall-request-after:N`, `stall-response-after:N`: each stands still after so many bytes of that direction, until
 *   it is released
 */
export type Fault =
  | 'pass'
  | 'refuse'
  | 'hang'
  | 'garbage'
  | `cut-request-after:${number}`
  | `cut-response-after:${number}`
  | `stall-request-after:${number}`
  | `stall-response-after:${number}`

/** The way from one server to another: a relay on loopback that can misbehave. */
export interface Link extends AsyncDisposable {
  /** Where the one server connects to when it means the other. */
  readonly port: number
  /** How many connections were taken so far. */
  readonly connections: number
  /** Ends what is open, and lets all that comes meet this fate. */
  set(fault: Fault): Promise<void>
  /** How many directions of connections stand still. */
  readonly stalled: number
  /** Lets go on what stands still, and whatever comes pass. */
  release(): void
}

/** @param target - where the other server listens by now; nobody is reached while that is undefined */
export async function openLink(target: () => number | undefined): Promise<Link> {
  const open = new Set<Socket>()
  const stalled = new Set<() => void>()
  let fault: Fault = 'pass'
  let connections = 0

  const relay = createServer((near) => {
    connections += 1
    hold(near)
    const port = target()
    if (fault === 'hang' || fault === 'garbage' || port === undefined) {
      near.resume()
      if (fault !== 'hang') near.end(fault === 'garbage' ? garbage : '')
      return
    }
    const far = connect(port, '127.0.0.1')
    hold(far)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
    pump(near, far, 'request')
    pump(far, near, 'response')
  })
  const port = await listenOnSteadyPort(relay)

  function pump(from: Socket, to: Socket, direction: 'request' | 'response'): void {
    const [, what, limit] = new RegExp(`^(cut|stall)-${direction}-after:(\\d+)$`).exec(fault) ?? []
    let left = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit)
    from.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, left)
      left -= part.length
      if (left > 0) return pass(from, to, part)
      if (what === 'cut') {
        to.write(part, () => from.destroy())
        return
      }
      from.pause()
      to.write(part)
      left = Number.POSITIVE_INFINITY
      const goOn = (): void => {
        stalled.delete(goOn)
        pass(from, to, chunk.subarray(part.length))
        from.resume()
      }
      stalled.add(goOn)
      from.once('close', () => stalled.delete(goOn))
    })
    from.on('end', () => to.end())
  }

  function hold(socket: Socket): void {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    // Whoever breaks off is no fault of the relay; both ends hear of it by the close.
    socket.on('error', () => {})
  }

  async function endAll(): Promise<void> {
    await Promise.all(
      [...open].map(async (socket) => {
        socket.destroy()
        if (!socket.closed) await once(socket, 'close')
      }),
    )
  }

  async function stopListening(): Promise<void> {
    if (!relay.listening) return
    relay.close()
    await Promise.all([endAll(), once(relay, 'close')])
  }

  return {
    port,
    get connections() {
      return connections
    },
    get stalled() {
      return stalled.size
    },
    release() {
      fault = 'pass'
      for (const goOn of stalled) goOn()
    },
    async set(next) {
      fault = next
      if (next === 'refuse') return stopListening()
      await endAll()
      if (relay.listening) return
      relay.listen(port, '127.0.0.1')
      await once(relay, 'listening')
    },
    [Symbol.asyncDispose]: stopListening,
  }
}

const garbage = 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'

function pass(from: Socket, to: Socket, chunk: Buffer): void {
  if (to.write(chunk)) return
  from.pause()
  to.once('drain', () => from.resume())
}
