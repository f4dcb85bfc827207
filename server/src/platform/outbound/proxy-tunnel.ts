import { request } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import { OutboundError } from './outbound-error.ts'

/** Where an HTTP proxy listens. */
export interface ProxyAddress {
  readonly host: string
  readonly port: number
}

/**
 * Asks a proxy for a way to an address (RFC 9110 9.3.6). It is given addresses that were checked, never names: what it
 * would make of a name is beyond our guard.
 * @param addresses - tried in turn, as long as the proxy cannot reach them
 * @param signal - gives up, with its reason
 * @throws {OutboundError} `proxy` when the proxy is not there or refuses, `unreachable` when it finds no way
 */
export async function openTunnel(
  proxy: ProxyAddress,
  { addresses, port }: { readonly addresses: readonly string[]; readonly port: number },
  signal: AbortSignal,
): Promise<Socket> {
  let failure: unknown
  for (const address of addresses) {
    try {
      return await askForTunnel(proxy, `${isIPv6(address) ? `[${address}]` : address}:${port}`, signal)
    } catch (error) {
      failure = error
      if (!(error instanceof OutboundError) || error.reason !== 'unreachable') break
    }
  }
  throw failure
}

function askForTunnel({ host, port }: ProxyAddress, authority: string, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const asking = request({
    host,
    port,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority },
    agent: false,
    signal,
  })
  asking.on('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
    if (statusCode >= 200 && statusCode < 300) {
      if (head.byteLength > 0) socket.unshift(head)
      // Stays: an error before somebody else listens must not end the process.
      socket.on('error', () => {})
      resolve(socket.setNoDelay().setKeepAlive(true, 60_000))
      return
    }
    socket.destroy()
    reject(refusal(statusCode))
  })
  asking.on('error', (cause) => {
    // Its code would be taken for what the other server did.
    const message = `the proxy ${host}:${port} does not answer (outbound.proxy): ${cause.message}`
    reject(signal.aborted ? signal.reason : new OutboundError('proxy', message, { cause }))
  })
  asking.end()
  return promise
}

function refusal(status: number): OutboundError {
  // RFC 9110 15.6.3 to 15.6.5: it has tried.
  const hasTried = status >= 502 && status <= 504
  return new OutboundError(
    hasTried ? 'unreachable' : 'proxy',
    `the proxy answered with status ${status} (outbound.proxy)`,
  )
}
