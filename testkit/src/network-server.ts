import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openServer, type Server } from '@isthmus/server'
import { createMemoryLogger, loadConfig, type ManualClock } from '@isthmus/server/testing'
import { createPerson, type Person } from './person.ts'
import type { WebClient } from './web-client.ts'

/** A real server with a name, TLS and a data folder of its own. */
export interface NetworkServer extends Server {
  readonly host: string
  /** `https://a.test` */
  readonly origin: string
  /** On loopback. */
  readonly port: number
  /** What its metrics say, in the text format of Prometheus, over a socket of their own. */
  metrics(): Promise<string>
  /** Makes another cloud at this server. @returns the server as the cloud of that name sees it */
  withTenant(host: string): Promise<NetworkServer>
  /** Makes an account. */
  person(username: string): Promise<Person>
  /** The requests that this server has sent to others, in the order in which they were answered. */
  sent(filter?: { method?: string; host?: string }): SentRequest[]
  /** How many events it has logged so far. */
  readonly activity: number
  /** What it has logged under a name. */
  logged(event: string): Readonly<Record<string, unknown>>[]
}

export interface SentRequest {
  readonly method: string
  readonly host: string
  /** Absent when there was no answer. */
  readonly status?: number
}

export interface NetworkServerOptions {
  readonly host: string
  /** For its data, certificate and key; exists and is empty. */
  readonly folder: string
  readonly tls: { readonly certificate: string; readonly key: string }
  /** Certificate of the authority to trust, PEM. */
  readonly authority: string
  /** Ports on loopback by the name that they stand for. */
  readonly ports: Readonly<Record<string, number>>
  /** `ISTHMUS_…` variables beyond those of every server of a network. */
  readonly environment: Readonly<Record<string, string>>
  readonly clock: ManualClock
  readonly web: WebClient
}

export async function openNetworkServer(options: NetworkServerOptions): Promise<NetworkServer> {
  const { host, clock, web } = options
  const origin = `https://${host}`
  const { config, sources } = await loadConfig({ environment: await environmentOf(options) })
  const logger = createMemoryLogger()
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await openServer({ config, sources, logger, clock }))
  const { port, metricsPort } = await server.listen()
  const owned = stack.move()
  const accountsOf = (tenant: Server['tenant'], at: string) => async (username: string) => {
    const password = `password of ${username}`
    await server.application.accounts.createUser(
      { kind: 'operator', tenant: tenant.id },
      { username, password },
    )
    return createPerson({ web, origin: at, username, password })
  }
  const opened: NetworkServer = {
    ...server,
    host,
    origin,
    port,
    async withTenant(name) {
      const address = `https://${name}`
      const operator = { kind: 'operator', tenant: server.tenant.id } as const
      const tenant = await server.application.accounts.addTenant(operator, address)
      return { ...opened, host: name, origin: address, tenant, person: accountsOf(tenant, address) }
    },
    async metrics() {
      const url = `http://127.0.0.1:${metricsPort}/metrics`
      return (await web.fetch({ method: 'GET', url })).text
    },
    person: accountsOf(server.tenant, origin),
    sent(filter = {}) {
      const wanted = Object.entries(filter)
      return logger.events
        .filter(
          ({ event, fields }) =>
            event === 'outbound.request' && wanted.every(([name, value]) => fields[name] === value),
        )
        .map(({ fields }) => fields as unknown as SentRequest)
    },
    get activity() {
      return logger.events.length
    },
    logged: (name) => logger.events.filter(({ event }) => event === name).map(({ fields }) => fields),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
  return opened
}

async function environmentOf(options: NetworkServerOptions): Promise<Record<string, string>> {
  const { host, folder, tls, authority, ports } = options
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, text, { mode: 0o600 })
    return path
  }
  return {
    ISTHMUS_DATA: join(folder, 'data'),
    ISTHMUS_LISTEN: '127.0.0.1:0',
    ISTHMUS_METRICS_LISTEN: '127.0.0.1:0',
    ISTHMUS_PUBLIC_URL: `https://${host}`,
    ISTHMUS_PROVIDER: host,
    ISTHMUS_TLS_CERT: await file('certificate.pem', tls.certificate),
    ISTHMUS_TLS_KEY: await file('key.pem', tls.key),
    ISTHMUS_OUTBOUND_CA: await file('authority.pem', authority),
    ISTHMUS_OUTBOUND_HOSTS: [
      ...Object.entries(ports).map(([name, port]) => `${name}:443=127.0.0.1:${port}`),
      // Where a network has an SMTP server.
      'smtp.test=127.0.0.1',
    ].join(','),
    ISTHMUS_FEDERATION_ALLOW_PRIVATE_NETWORKS: 'true',
    ...options.environment,
  }
}
