/**
 * A relay for TCP connections on loopback that can listen in. It stands in front of a server of the demo, so that a
 * request can be shown as it really was on the wire, and so that the port is known before the server has one.
 */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export interface Relay extends AsyncDisposable {
  readonly port: number
  /** Says where connections lead; none may come before that. */
  leadTo(port: number): void
  /** Listens in until it is asked for what was said. */
  record(): Recording
}

export interface Recording {
  /** Ends the recording. @returns what callers sent, in order, one buffer for each connection */
  stop(): readonly Buffer[]
}

/** Bytes that are kept of one connection: enough for any message, too little for a file. */
const mostKept = 256 * 1024

export async function openRelay(): Promise<Relay> {
  const sockets = new Set<Socket>()
  const recordings = new Set<Map<Socket, Buffer[]>>()
  let target = 0
  // Each side may still answer when the other has nothing more to say.
  const allowHalfOpen = true
  const server = createServer({ allowHalfOpen }, (caller) => {
    const callee = connect({ port: target, host: '127.0.0.1', allowHalfOpen })
    for (const socket of [caller, callee]) {
      sockets.add(socket.setNoDelay())
      socket.on('close', () => sockets.delete(socket))
    }
    caller.on('data', (chunk: Buffer) => {
      for (const recording of recordings) keep(recording, caller, chunk)
    })
    join(caller, callee)
    join(callee, caller)
  })
  const port = await listen(server)
  return {
    port,
    leadTo(leadsTo) {
      target = leadsTo
    },
    record() {
      const recording = new Map<Socket, Buffer[]>()
      recordings.add(recording)
      return {
        stop() {
          recordings.delete(recording)
          return [...recording.values()].map((chunks) => Buffer.concat(chunks))
        },
      }
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function join(from: Socket, to: Socket): void {
  from.pipe(to)
  // A connection that breaks on one side breaks on the other: that is all there is to say about it.
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroySoon())
}

function keep(recording: Map<Socket, Buffer[]>, caller: Socket, chunk: Buffer): void {
  const chunks = recording.get(caller) ?? []
  recording.set(caller, chunks)
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)
  if (size + chunk.byteLength <= mostKept) chunks.push(chunk)
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
