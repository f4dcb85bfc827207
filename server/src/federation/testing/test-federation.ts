import {
  generateKey,
  type PrivateKey,
  publicJwk,
  type SigningOptions,
  signMessageWithContent,
} from '@isthmus/http-signatures'
import {
  discoveryDocument,
  type IncomingRequest,
  type OcmAddress,
  type PeerHost,
  parseOcmAddress,
  parsePeerHost,
} from '@isthmus/ocm'
import { createAccounts } from '../../accounts/index.ts'
import { createActivity } from '../../activity/index.ts'
import { createJobs } from '../../jobs/index.ts'
import { createMail } from '../../mail/index.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createSealer } from '../../platform/sealing/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createScriptedInternet, type ScriptedInternet } from '../../platform/testing/scripted-internet.ts'
import type { FederationContext, FederationLimits, FederationSettings } from '../context.ts'
import { createFederation } from '../index.ts'

const sealer = createSealer({
  root: Buffer.alloc(32, 1),
  sealing: new Map([['k1', Buffer.alloc(32, 2)]]),
  active: 'k1',
})

/** Limits that no test reaches unless it wants to. */
export const roomyLimits: FederationLimits = {
  requestsPerMinute: 1000,
  unprovenPerMinute: 1000,
  lookupsPerMinute: 1000,
}

/** The room of a cloud at `cloud.example`; all other servers are scripted. */
export async function openTestFederation({
  allowHttpFallback = false,
  limits = roomyLimits,
  ...settings
}: Partial<FederationSettings> & { allowHttpFallback?: boolean; limits?: FederationLimits } = {}) {
  const database = await openTemporaryDatabase()
  const clock = createManualClock()
  const ids = createIds(clock.now)
  const logger = createMemoryLogger()
  const events = createEvents()
  const activity = createActivity({ database, clock, ids, events })
  const { metrics } = createMetrics({ logger })
  const jobs = createJobs({ database, clock, ids, logger, metrics })
  const mail = createMail({
    database,
    clock,
    ids,
    sealer,
    logger,
    metrics,
    jobs,
    transport: { send: async () => ({ ok: true, said: '250 taken' }), reach: async () => ({ ok: true }) },
    settingsOf: async () => ({ language: 'en', smtp: { security: 'starttls' } }),
    cloudOf: async () => ({ name: 'Cloud', url: 'https://cloud.example' }),
  })
  const accounts = createAccounts({
    database,
    clock,
    ids,
    logger,
    activity,
    events,
    sealer,
    jobs,
    mail,
  })
  const tenant = await accounts.prepareTenant('https://cloud.example')
  const internet = createScriptedInternet()
  const context: FederationContext = {
    database,
    clock,
    ids,
    sealer,
    events,
    logger,
    metrics,
    activity,
    accounts,
    send: (request, options) => internet.send(request, options),
    sendOutside: (request, options) => internet.send(request, options),
    certificateOf: async () => undefined,
    settingsOf: async () => ({ provider: 'Cloud', policy: 'known', ...settings }),
    allowHttpFallback,
    limits,
  }
  return {
    ...context,
    clock,
    context,
    logger,
    tenant,
    internet,
    federation: createFederation(context),
    /** Another server with a key of its own. */
    addPeer: (host: string, options: PeerOptions = {}) => addPeer(internet, host, options),
    /** A signed POST of a peer to us, as it arrives. */
    signedBy: (key: PrivateKey, path: string, body: string, options: SigningChanges = {}) =>
      signed(key, incoming(path, body), { created: Math.floor(clock.now() / 1000), ...options }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

type SigningChanges = Partial<Pick<SigningOptions, 'components' | 'tag'>> & { readonly created?: number }

export interface PeerOptions {
  readonly signs?: boolean
  readonly exchangesTokens?: boolean
  /** Changes of its discovery document. */
  readonly document?: object
  readonly headers?: Record<string, string>
}

async function addPeer(
  internet: ScriptedInternet,
  host: string,
  { signs = true, exchangesTokens = true, document = {}, headers = {} }: PeerOptions,
) {
  const key = await generateKey(`${host}#key`, 'Ed25519')
  const honest = discoveryDocument({
    provider: host,
    endPoint: `https://${host}/ocm`,
    webdavPath: '/dav/',
    ...(signs ? { jwksUri: `https://${host}/jwks` } : {}),
    ...(exchangesTokens ? { tokenEndPoint: `https://${host}/token` } : {}),
  })
  internet.answer(`GET https://${host}/*`, { status: 404 })
  internet.answer(`GET https://${host}/.well-known/ocm`, { body: { ...honest, ...document }, headers })
  if (signs) internet.answer(`GET https://${host}/jwks`, { body: { keys: [publicJwk(key)] } })
  return { host: hostOf(host), key }
}

/** A POST to us that nobody has signed. */
export function incoming(path: string, body: string): IncomingRequest {
  const bytes = Buffer.from(body)
  const headers = { 'content-type': 'application/json', 'content-length': `${bytes.byteLength}` }
  return { method: 'POST', url: `https://cloud.example${path}`, headers, body: bytes }
}

async function signed(
  key: PrivateKey,
  request: IncomingRequest,
  options: SigningChanges & { readonly created: number },
): Promise<IncomingRequest> {
  const fields = await signMessageWithContent(request, {
    key,
    components: ['@method', '@target-uri', 'content-digest', 'content-length'],
    label: 'ocm',
    tag: 'ocm',
    ...options,
  })
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) headers[name.toLowerCase()] = String(value)
  return { ...request, headers: { ...request.headers, ...headers } }
}

export function hostOf(text: string): PeerHost {
  const parsed = parsePeerHost(text)
  if (!parsed.ok) throw new Error(`no host: ${text}`)
  return parsed.host
}

export function addressOf(text: string): OcmAddress {
  const parsed = parseOcmAddress(text)
  if (!parsed.ok) throw new Error(`no address: ${text}`)
  return parsed.address
}
