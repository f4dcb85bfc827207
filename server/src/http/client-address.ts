import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4, type Socket } from 'node:net'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logging/index.ts'

/** Finds out from which IP address a request was made; empty on a Unix socket. */
export type ClientAddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string

export interface ClientAddressOptions {
  /** Addresses and networks, `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[]
  readonly clock: Pick<Clock, 'now'>
  readonly logger: Logger
}

/**
 * The client is the last one in the chain of senders that is not a trusted proxy: the connection's other end, or else
 * what the trusted proxy there has appended to X-Forwarded-For, and so on from right to left. What stands further left
 * was written by somebody nobody knows. For counting attempts and for the log; nobody is trusted for an address.
 *
 * Warns of a reverse proxy that nobody has named: all who come through it count as one client.
 */
export function createClientAddress({
  trustedProxies,
  clock,
  logger,
}: ClientAddressOptions): ClientAddressOf {
  const trusted = networksOf(trustedProxies)
  let silentUntil = 0

  function warn(address: string, header: string): void {
    if (clock.now() < silentUntil) return
    silentUntil = clock.now() + pause
    const hint = 'If this is your reverse proxy, add its address to http.trustedProxies.'
    logger.warn('http.untrusted-proxy', { address, header, hint })
  }

  const peers = new WeakMap<Socket, Peer | undefined>()

  /** The other end of a connection: it stays the same for all of its requests. */
  function peerOf(socket: Socket): Peer | undefined {
    if (peers.has(socket)) return peers.get(socket)
    const address = plainAddress(socket.remoteAddress ?? '')
    const peer = address === undefined ? undefined : { address, isTrusted: isIn(trusted, address) }
    peers.set(socket, peer)
    return peer
  }

  return ({ headers, socket }) => {
    const peer = peerOf(socket)
    if (peer === undefined) return ''
    let { address } = peer
    if (!peer.isTrusted) {
      const header = forwardingHeaders.find((name) => headers[name] !== undefined)
      if (header !== undefined) warn(address, header)
      return address
    }
    for (const hop of hopsOf(headers['x-forwarded-for'])) {
      const next = plainAddress(hop)
      if (next === undefined) return address
      address = next
      if (!isIn(trusted, address)) return address
    }
    return address
  }
}

interface Peer {
  readonly address: string
  readonly isTrusted: boolean
}

const forwardingHeaders = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded']
/** Between two warnings, milliseconds: anybody can send such headers. */
const pause = 10 * 60_000
const mostHops = 32

/** The nearest comes first. */
function hopsOf(header: string | string[] | undefined): string[] {
  return [header ?? []].flat().join(',').split(',').slice(-mostHops).toReversed()
}

/** Without port and brackets, as some proxies write them; IPv4 in its own form where the socket speaks IPv6. */
function plainAddress(written: string): string | undefined {
  const text = written.trim()
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare
  return isIP(address) === 0 ? undefined : address.toLowerCase()
}

function networksOf(written: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of written) {
    const [address = '', prefix] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}
