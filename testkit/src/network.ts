import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createManualClock, createTestAuthority, type ManualClock } from '@isthmus/server/testing'
import { databaseOfRun } from './database-of-run.ts'
import { type FakePeer, type FakePeerOptions, startFakePeer } from './fake-peer.ts'
import { flawedCertificate } from './flawed-certificate.ts'
import { type Link, openLink } from './link.ts'
import { type Mailbox, type MailboxOptions, openMailbox } from './mailbox.ts'
import { type NetworkServer, openNetworkServer } from './network-server.ts'
import { createTemporaryFolder } from './temporary-folder.ts'
import { createWebClient, type WebClient } from './web-client.ts'

export interface NetworkOptions {
  /** Names of real servers. */
  readonly servers: readonly string[]
  /** Names of further clouds of real servers, and the server that each of them lives at. */
  readonly tenants?: Readonly<Record<string, string>>
  /** Names of fake ones, with what they announce. */
  readonly peers?: Readonly<Record<string, FakePeerOptions>>
  /** An SMTP server that all real servers send their mail to, over TLS; there is none without. */
  readonly mail?: Omit<MailboxOptions, 'tls'>
  /** `ISTHMUS_…` variables for all real servers. */
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * Clouds that find each other by name, in this process: real sockets, real TLS, real data folders. Names are mapped to
 * loopback below the guard that every outgoing request passes; each way from one server to another leads over a link
 * of its own. The clock is turned by hand. Throws for names that are not of the network.
 */
export interface Network extends AsyncDisposable {
  readonly clock: ManualClock
  /** Reaches every server without any link, for people and strangers. */
  readonly web: WebClient
  server(host: string): NetworkServer
  peer(host: string): FakePeer
  /** What was mailed; only when the network has an SMTP server. */
  mailbox(): Mailbox
  /** The way from a real server to any other. */
  link(from: string, to: string): Link
  /** Runs all jobs that are due, at all servers, until nothing happens any more. */
  settle(): Promise<void>
  /** Turns the clock on and on, until it is known what comes of something that waits for it. */
  untilSettled<T>(outcome: Promise<T>): Promise<T>
}

export async function network({
  servers,
  tenants = {},
  peers = {},
  mail,
  environment = {},
}: NetworkOptions): Promise<Network> {
  await using resources = new AsyncDisposableStack()
  const folder = resources.use(await createTemporaryFolder())
  const clock = createManualClock()
  const authority = await createTestAuthority()
  const names = [...servers, ...Object.keys(tenants), ...Object.keys(peers)]
  const ports = new Map<string, number>()

  const links = new Map<string, Link>()
  for (const from of servers) {
    for (const to of names.filter((name) => name !== from && tenants[name] !== from)) {
      links.set(wayOf(from, to), resources.use(await openLink(() => ports.get(to))))
    }
  }
  const web = createWebClient({ authority: authority.certificate, portOf: (host) => ports.get(host) })

  const mailbox = mail && resources.use(await openMailbox({ ...mail, tls: await authority.issue(smtpHost) }))
  const fakes = new Map<string, FakePeer>()
  for (const [host, options] of Object.entries(peers)) {
    const tls =
      options.flaw === undefined
        ? await authority.issue(options.certifiedAs ?? host)
        : await flawedCertificate(authority, host, options.flaw)
    const peer = resources.use(await startFakePeer(host, tls, options))
    fakes.set(host, peer)
    ports.set(host, peer.port)
  }
  const opened = new Map<string, NetworkServer>()
  for (const host of servers) {
    const own = join(folder.path, host)
    await mkdir(own, { mode: 0o700 })
    const server = await openNetworkServer({
      host,
      folder: own,
      tls: await authority.issue([host, ...Object.keys(tenants).filter((name) => tenants[name] === host)]),
      authority: authority.certificate,
      ports: Object.fromEntries(names.map((name) => [name, links.get(wayOf(host, name))?.port ?? 0])),
      environment: { ...(await databaseOfRun()), ...(mailbox && environmentOf(mailbox)), ...environment },
      clock,
      web,
    })
    resources.use(server)
    opened.set(host, server)
    ports.set(host, server.port)
  }
  for (const [host, at] of Object.entries(tenants)) {
    const tenant = await known(opened, at).withTenant(host)
    opened.set(host, tenant)
    ports.set(host, tenant.port)
  }
  // Before the servers are closed, what they wait for must not keep them.
  resources.defer(() =>
    Promise.all([...links.values()].map((link) => link.set('refuse'))).then(() => undefined),
  )
  resources.use(web)

  const owned = resources.move()
  return {
    clock,
    web,
    server: (host) => known(opened, host),
    peer: (host) => known(fakes, host),
    mailbox() {
      if (mailbox === undefined) throw new Error('this network has no SMTP server')
      return mailbox
    },
    link: (from, to) => known(links, wayOf(from, to)),
    settle: () => settle(servers.map((host) => known(opened, host))),
    untilSettled: (outcome) => untilSettled(clock, outcome),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** In the certificate of the SMTP server. */
const smtpHost = 'smtp.test'

function environmentOf({ port, behaviour }: Mailbox): Record<string, string> {
  return {
    ISTHMUS_MAIL_SMTP_HOST: smtpHost,
    ISTHMUS_MAIL_SMTP_PORT: String(port),
    ...(behaviour.login && {
      ISTHMUS_MAIL_SMTP_USERNAME: behaviour.login.user,
      ISTHMUS_MAIL_SMTP_PASSWORD: behaviour.login.password,
    }),
  }
}

function wayOf(from: string, to: string): string {
  return `${from} -> ${to}`
}

function known<T>(all: ReadonlyMap<string, T>, name: string): T {
  const found = all.get(name)
  if (found === undefined) throw new Error(`${name} is not in this network`)
  return found
}

/** One server's job may lead to another's: it is quiet when nobody has logged anything while all were asked. */
async function settle(servers: readonly NetworkServer[]): Promise<void> {
  const activity = () => servers.reduce((sum, server) => sum + server.activity, 0)
  let before: number
  do {
    before = activity()
    await Promise.all(servers.map((server) => server.application.jobs.runDue()))
  } while (activity() > before)
}

async function untilSettled<T>(clock: ManualClock, outcome: Promise<T>): Promise<T> {
  const settled = Promise.allSettled([outcome]).then(() => true)
  // Between two turns there is time for what comes over the network.
  while (!(await Promise.race([settled, pause(20, false)]))) await clock.advance(1_000)
  return outcome
}
