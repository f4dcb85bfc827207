import type { Server as HttpServer } from 'node:http'
import { Server as HttpsServer } from 'node:https'
import { type Duplex, duplexPair } from 'node:stream'

/**
 * A connection to a listener that never leaves this process: no socket, no TLS, and everything else as ever. Either end
 * that is destroyed takes the other with it, as a socket would.
 * @param server - listening or not
 * @returns the client's end
 */
export function injectConnection(server: HttpServer | HttpsServer): Duplex {
  const [client, remote] = duplexPair()
  client.once('close', () => remote.destroy())
  remote.once('close', () => client.destroy())
  // Whoever uses an end hears of its errors; the other end must not end the process.
  remote.on('error', () => {})
  // What comes after a TLS handshake goes to the same HTTP parser.
  server.emit(server instanceof HttpsServer ? 'secureConnection' : 'connection', remote)
  return client
}
