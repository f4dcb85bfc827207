import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { generateKey, publicJwk } from '@isthmus/http-signatures'
import { discoveryDocument } from '@isthmus/ocm'
import { createAccounts, type DirectoryScope } from '../../accounts/index.ts'
import { createActivity } from '../../activity/index.ts'
import { createFederation } from '../../federation/index.ts'
import { createFiles, type MountPort } from '../../files/index.ts'
import { createJobs } from '../../jobs/index.ts'
import { createMail } from '../../mail/index.ts'
import type { PeerActor } from '../../platform/actor.ts'
import { openDiskBlobStore } from '../../platform/blobs/index.ts'
import { isBusy, openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { permissionsOfWords } from '../../platform/permissions.ts'
import { createSealer } from '../../platform/sealing/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createScriptedInternet, type Script } from '../../platform/testing/scripted-internet.ts'
import type { LinkSettings } from '../context.ts'
import { type Contact, createShares, type ShareOrder } from '../index.ts'

const noMounts: MountPort = {
  describe: async () => new Map(),
  open: () => Promise.reject(new Error('there are no mounts')),
  removed: async () => {},
}

const peerUrl = 'https://peer.example'

/**
 * The room of a cloud at `cloud.example` with Ann, who has a folder `Trip` with `plan.txt` in it. Bob is at the scripted
 * server `peer.example`, which takes everything. Jobs run when a test says so.
 */
export async function openTestShares(links: LinkSettings = { passwordRequired: false }) {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-shares-'))
  const database = await openTemporaryDatabase()
  const clock = createManualClock(undefined, () => isBusy(database))
  const ids = createIds(clock.now)
  const logger = createMemoryLogger()
  const { metrics } = createMetrics({ logger })
  const events = createEvents()
  const activity = createActivity({ database, clock, ids, events })
  const sealer = createSealer({
    root: Buffer.alloc(32, 1),
    sealing: new Map([['k1', Buffer.alloc(32, 2)]]),
    active: 'k1',
  })
  const jobs = createJobs({ database, clock, ids, logger, metrics, random: () => 0.5 })
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
  const blobs = await openDiskBlobStore(join(folder, 'blobs'), ids)
  const files = createFiles({
    database,
    blobs,
    clock,
    ids,
    events,
    logger,
    metrics,
    activity,
    mounts: () => noMounts,
    groupsOf: (executor, tenantId, userId) => accounts.groupIdsOf(executor, tenantId, userId),
  })
  const internet = createScriptedInternet()
  const federation = createFederation({
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
    settingsOf: async () => ({ provider: 'Cloud', policy: 'known' }),
    allowHttpFallback: false,
    limits: { requestsPerMinute: 1000, unprovenPerMinute: 1000, lookupsPerMinute: 1000 },
  })
  const rooms = { database, clock, ids, sealer, events, logger, jobs, activity, accounts, files, federation }
  const mounted = new Map<number, number>()
  const localShareAt = async (_executor: unknown, nodeId: number) => mounted.get(nodeId)
  const suggestions: { scope: DirectoryScope; contacts: readonly Contact[] } = { scope: 'all', contacts: [] }
  const shares = createShares({
    ...rooms,
    localShareAt,
    linkSettingsOf: async () => links,
    suggestionScopeOf: async () => suggestions.scope,
    contactsOf: async () => suggestions.contacts,
    placesOfShares: async () => new Map(),
  })
  const ended: number[] = []
  events.subscribe('user.created', (tx, user) => files.createPersonalSpace(tx, user.tenant, user.userId))
  events.subscribe('node.deleted', (tx, nodes) => shares.endSharesOfNodes(tx, nodes.tenant, nodes.nodeIds))
  events.subscribe('share.ended', async (_tx, { shareId }) => void ended.push(shareId))

  const tenant = await accounts.prepareTenant('https://cloud.example')
  const operator = { kind: 'operator', tenant: tenant.id } as const
  const addUser = async (username: string) => {
    await accounts.createUser(operator, { username, password: 'correct horse' })
    return accounts.actorFor(tenant.id, username)
  }
  const ann = await addUser('ann')
  const tree = files.userTree(ann)
  await tree.makeFolder(['Trip'], { preconditions: {} })
  await tree.write(['Trip', 'plan.txt'], Readable.from([Buffer.from('by train')]), { preconditions: {} })

  const key = await generateKey('peer.example#key', 'Ed25519')
  const document = discoveryDocument({
    provider: 'Peer',
    endPoint: `${peerUrl}/ocm`,
    jwksUri: `${peerUrl}/jwks`,
    tokenEndPoint: `${peerUrl}/token`,
  })
  internet.answer(`GET ${peerUrl}/*`, { status: 404 })
  internet.answer(`GET ${peerUrl}/.well-known/ocm`, { body: document })
  internet.answer(`GET ${peerUrl}/jwks`, { body: { keys: [publicJwk(key)] } })
  internet.answer(`POST ${peerUrl}/ocm/*`, { status: 201, body: {} })

  /** Waits for something that waits for a job, which runs meanwhile. */
  async function settled<T>(work: Promise<T>): Promise<T> {
    const state = { settled: false }
    const settle = () => {
      state.settled = true
    }
    work.then(settle, settle)
    while (!state.settled) {
      await jobs.runDue()
      await clock.advance(100)
    }
    return work
  }

  /** The recipient's server, as it has proven to be. */
  const peer: PeerActor = { kind: 'peer', tenant: tenant.id, host: 'peer.example', verified: true }

  return {
    ...rooms,
    peer,
    clock,
    logger,
    internet,
    shares,
    /** What decides who is suggested. */
    suggestions,
    tenant,
    ann,
    tree,
    document,
    addUser,
    /** Shares of which `share.ended` told. */
    ended,
    /** What the recipient's server does with a message of ours from now on. */
    peerAnswers: (path: string, script: Script) => internet.answer(`POST ${peerUrl}${path}`, script),
    /** What was posted to the recipient's server. */
    posted: (path: string) =>
      internet.requests
        .filter(({ method, url }) => method === 'POST' && url === `${peerUrl}${path}`)
        .map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>),
    /** An order, and the share once its job has run, unless it waits for its peer. */
    share: (order: Partial<ShareOrder> = {}) => settled(shares.createShare(ann, orderOf(order))),
    settled,
    /** Actions in the audit trail about shares, oldest first. */
    audited: async () => {
      const rows = await database.read.selectFrom('audit').selectAll().orderBy('id').execute()
      return rows.filter((row) => row.subject_kind === 'share')
    },
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** Ann's order to share `Trip` with Bob, for reading. */
export function orderOf(changes: Partial<ShareOrder> = {}): ShareOrder {
  return {
    path: ['Trip'],
    shareWith: 'bob@peer.example',
    permissions: permissionsOfWords(['read']),
    ...changes,
  }
}

/** The bare secret of a share, as it went over the wire. */
export function secretIn(announcement: Record<string, unknown> | undefined): string {
  const { protocol } = announcement as { protocol: { webdav: { sharedSecret: string } } }
  return protocol.webdav.sharedSecret
}
