import { isIP } from 'node:net'
import { z } from 'zod'
import { broken } from '../field-rules.ts'
import { type Kind, orIssue, parsed, splitList } from './kind.ts'

/** Where to listen, or where somebody does. */
export interface ListenAddress {
  /** A name or an address without brackets. */
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
}

/** Where to connect instead of asking DNS. */
export interface MappedAddress {
  readonly address: string
  /** Absent: the port of the URL. */
  readonly port?: number
}

/** `HOST:PORT`, `[::1]:8080`. */
export const listenAddress = parsed(
  'HOST:PORT',
  'HOST:PORT such as 127.0.0.1:8080, 0.0.0.0:443 or [::]:8080',
  (written): ListenAddress | undefined => {
    const { host, port } = splitPort(written)
    return host === undefined || port === undefined ? undefined : { host, port }
  },
)

/** The name of a machine in lower case, or its IP address without brackets. */
export const hostName = parsed(
  'HOST',
  'a host name or an IP address',
  (written): string | undefined => {
    const host = written.trim().toLowerCase().replace(/\.$/, '')
    const isName =
      host.length <= 253 && /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/.test(host) && !host.includes('..')
    return isName || isIP(host) !== 0 ? host : undefined
  },
  broken('not-a-host'),
)

/** Scheme, host and port of a URL; in canonical form without a slash at the end. */
export const origin = parsed(
  'URL',
  'https://HOST[:PORT] without user name, path, query or fragment',
  (written): string | undefined => {
    if (!URL.canParse(written)) return undefined
    const url = new URL(written)
    const bare = url.username + url.password + url.search + url.hash === '' && url.pathname === '/'
    return bare && (url.protocol === 'https:' || url.protocol === 'http:') ? url.origin : undefined
  },
)

/** Where a PostgreSQL server is and which of its databases is meant, as libpq has it. */
export const postgresUrl = parsed(
  'URL',
  'postgres://USER:PASSWORD@HOST/DATABASE, or postgres:///DATABASE?host=FOLDER&user=USER for a socket',
  (written): string | undefined => {
    if (!URL.canParse(written)) return undefined
    const { protocol, pathname } = new URL(written)
    const isPostgres = protocol === 'postgres:' || protocol === 'postgresql:'
    return isPostgres && /^\/[^/]+$/.test(pathname) ? written : undefined
  },
)

/** Where an HTTP proxy listens. */
export const proxyAddress = parsed(
  'URL',
  'http://HOST:PORT without user name or path',
  (written): ListenAddress | undefined => {
    const url = origin.schema.safeParse(written)
    if (!url.success || !url.data.startsWith('http://')) return undefined
    const { hostname, port } = new URL(url.data)
    return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 80) }
  },
)

/** Certificates with their keys, as paths of files, by name. */
export const identities = {
  schema: z.record(
    z.string().regex(/^[\w.-]+$/),
    z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }),
  ),
  placeholder: 'NAME=CERT:KEY,…',
  expects: 'names, each with the two files cert and key',
  fromText: (written: string): unknown =>
    Object.fromEntries(
      splitList(written).map((item) => {
        const [name = '', ...files] = item.split('=')
        const [cert, key, ...rest] = files.join('=').split(':')
        return [name.trim(), rest.length === 0 ? { cert, key } : files]
      }),
    ),
  names: 'files',
} satisfies Kind

/** Addresses and CIDR networks. */
export const networks = {
  schema: z.array(z.string().refine(isNetwork)),
  placeholder: 'CIDR,…',
  expects: 'a list of networks such as 10.0.0.0/8, 192.0.2.7 or fd00::/8',
  fromText: splitList,
} satisfies Kind

/** `name[:port]` to `address[:port]`; names in lower case in the result. */
export const hostMap = {
  schema: z.record(z.string(), z.string()).transform(orIssue(parseHostMap)),
  placeholder: 'NAME=ADDRESS,…',
  expects: 'names with addresses such as cloud.example: 10.0.0.5 or cloud.example:443: 127.0.0.1:8443',
  fromText: (written: string): unknown =>
    Object.fromEntries(
      splitList(written).map((item) => {
        const [name = '', ...address] = item.split('=')
        return [name.trim(), address.join('=').trim()]
      }),
    ),
} satisfies Kind

function parseHostMap(written: Record<string, string>): Readonly<Record<string, MappedAddress>> | undefined {
  const entries: [string, MappedAddress][] = []
  for (const [name, target] of Object.entries(written)) {
    const { host: address, port } = splitPort(target)
    if (!/^[a-z0-9._-]+(:\d{1,5})?$/i.test(name) || address === undefined || isIP(address) === 0)
      return undefined
    entries.push([name.toLowerCase(), port === undefined ? { address } : { address, port }])
  }
  return Object.fromEntries(entries)
}

function splitPort(written: string): { host?: string; port?: number } {
  if (isIP(written) === 6) return { host: written }
  const match = /^(?:\[(?<six>[0-9a-f:.]+)\]|(?<name>[a-z0-9._-]+))(?::(?<port>\d{1,5}))?$/i.exec(written)
  const { six, name, port } = match?.groups ?? {}
  const host = six ?? name
  if (host === undefined || (six !== undefined && isIP(six) !== 6) || Number(port ?? 0) > 65_535) return {}
  return port === undefined ? { host } : { host, port: Number(port) }
}

function isNetwork(written: string): boolean {
  const [address = '', prefix, ...rest] = written.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
}
