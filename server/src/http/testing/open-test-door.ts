import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccounts, createSettings } from '../../accounts/index.ts'
import { createActivity } from '../../activity/index.ts'
import { createJobs } from '../../jobs/index.ts'
import { createMail, type Message } from '../../mail/index.ts'
import { loadConfig } from '../../platform/config/index.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createSealer } from '../../platform/sealing/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { openAppFiles } from '../app-files.ts'
import type { Application } from '../application.ts'
import type { Door } from '../authenticate.ts'
import { createListener } from '../listener.ts'
import type { Route } from '../route.ts'
import { routes as allRoutes } from '../routes.ts'

/** A request to the door, of which a test says what matters. */
export interface TestRequest {
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: string
  /** Where it comes from. */
  readonly address?: string
}

/** What came back. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly json: Record<string, unknown>
  readonly text: string
}

/** Sends requests with the credential of somebody. */
export interface TestClient {
  (method: string, path: string, request?: TestRequest): Promise<TestAnswer>
}

const password = 'correct horse'
const sealer = createSealer({ root: Buffer.alloc(32, 1), sealing: new Map(), active: 'k1' })

/**
 * The door of https://cloud.example with nobody but the room accounts behind it, and with an administrator `zoe` and
 * the users `ann` and `bob`.
 * @param routes - besides the route table
 */
export async function openTestDoor({
  door = 'public',
  routes = [],
  appFolder = join(tmpdir(), 'no-such-app'),
}: {
  readonly door?: Door
  readonly routes?: readonly Route[]
  readonly appFolder?: string
} = {}) {
  await using resources = new AsyncDisposableStack()
  const database = resources.use(await openTemporaryDatabase())
  const clock = createManualClock()
  const logger = createMemoryLogger()
  const ids = createIds(clock.now)
  const events = createEvents()
  const activity = createActivity({ database, clock, ids, events })
  const { metrics } = createMetrics({ logger })
  const jobs = resources.use(createJobs({ database, clock, ids, logger, metrics }))
  const messages: Message[] = []
  const mail = createMail({
    database,
    clock,
    ids,
    sealer,
    logger,
    metrics,
    jobs,
    transport: {
      async send(_smtp, message) {
        messages.push(message)
        return { ok: true, said: '250 taken' }
      },
      reach: async () => ({ ok: true }),
    },
    settingsOf: async () => ({ language: 'en', smtp: { security: 'starttls', host: 'smtp.example' } }),
    cloudOf: async () => ({ name: 'Cloud', url: 'https://cloud.example' }),
  })
  const accounts = createAccounts({ database, clock, ids, logger, activity, events, sealer, mail, jobs })
  const tenant = await accounts.prepareTenant('https://cloud.example')
  const { config } = await loadConfig({ flags: {}, environment: {}, workingDirectory: tmpdir() })
  const settings = createSettings({
    database,
    clock,
    activity,
    sealer,
    logger,
    process: { config, sources: new Map() },
  })
  const parts = {
    accounts,
    settings,
    app: openAppFiles(appFolder),
    activity,
    mail,
    database,
    config,
    clock,
    logger,
    metrics,
    defaultTenant: tenant,
  }
  // The routes of the accounts ask no other room.
  const application = parts as unknown as Application
  const listener = createListener(application, { door, routes: [...allRoutes, ...routes] })
  resources.defer(() => listener.close())

  const operator = { kind: 'operator', tenant: tenant.id } as const
  for (const username of ['zoe', 'ann', 'bob']) {
    await accounts.createUser(operator, { username, password, admin: username === 'zoe' })
  }

  const ask: TestClient = async (method, path, { headers, json, body, address } = {}) => {
    const answer = await listener.inject({
      method: method as 'GET',
      url: path,
      headers: {
        host: 'cloud.example',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { payload: JSON.stringify(json) }),
      ...(body === undefined ? {} : { payload: body }),
      remoteAddress: address ?? '192.0.2.1',
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      headers: answer.headers,
      json: isJson ? answer.json<Record<string, unknown>>() : {},
      text: answer.payload,
    }
  }
  const owned = resources.move()
  return {
    accounts,
    /** Lets the mail leave that is due. @returns all that has left so far */
    async mailOut(): Promise<readonly Message[]> {
      await jobs.runDue()
      return messages
    },
    clock,
    database,
    events,
    operator,
    tenant,
    ask,
    /** Somebody with name and password. */
    as: (username: string, secret = password) => withHeaders(ask, { authorization: basic(username, secret) }),
    /** Signs a browser in and returns what it sends from then on. */
    async browser(username: string) {
      const signedIn = await ask('POST', '/api/v1/session', { json: { username, password } })
      const [cookie = ''] = String(signedIn.headers['set-cookie']).split(';')
      const csrf = String(signedIn.json['csrfToken'])
      return {
        cookie,
        csrf,
        /** Without the CSRF token. */
        bare: withHeaders(ask, { cookie }),
        ask: withHeaders(ask, { cookie, 'isthmus-csrf': csrf }),
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** @returns an `Authorization` header */
export function basic(username: string, secret: string): string {
  return `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
}

function withHeaders(ask: TestClient, own: Readonly<Record<string, string>>): TestClient {
  return (method, path, request = {}) =>
    ask(method, path, { ...request, headers: { ...own, ...request.headers } })
}
