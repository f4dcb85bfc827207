import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  discoveryDocument,
  type OcmAddress,
  type PeerHost,
  parseOcmAddress,
  parsePeerHost,
  type ShareCreation,
} from '@isthmus/ocm'
import { createAccounts } from '../../accounts/index.ts'
import { createActivity } from '../../activity/index.ts'
import { createFederation } from '../../federation/index.ts'
import { createFiles } from '../../files/index.ts'
import { createJobs } from '../../jobs/index.ts'
import { createMail } from '../../mail/index.ts'
import type { PeerActor, UserActor } from '../../platform/actor.ts'
import { openDiskBlobStore } from '../../platform/blobs/index.ts'
import { isBusy, openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createSealer } from '../../platform/sealing/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createScriptedInternet, type Script } from '../../platform/testing/scripted-internet.ts'
import { createShares } from '../../shares/index.ts'
import type { MountsContext } from '../context.ts'
import { createMounts, idOfItem, type Mounts } from '../index.ts'

export const secret = 'the-secret-of-share-7'
const peerUrl = 'https://peer.example'

/**
 * The room of a cloud at `cloud.example` with Bob. Ann is at the scripted server `peer.example`, which takes all
 * messages, gives tokens, and has nothing. Jobs run when a test says so.
 */
export async function openTestMounts({ pendingPerPeer = 100, pendingPerUser = 1000 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-mounts-'))
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
    mounts: () => mounts.port,
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
  const shares = createShares({
    database,
    clock,
    ids,
    sealer,
    events,
    logger,
    jobs,
    activity,
    accounts,
    files,
    federation,
    linkSettingsOf: async () => ({ passwordRequired: false }),
    suggestionScopeOf: async () => 'all',
    contactsOf: (actor, limit) => mounts.contactsOf(actor, limit),
    placesOfShares: (user, shareIds) => mounts.placesOfShares(user, shareIds),
    localShareAt: (executor, nodeId) => mounts.localShareAt(executor, nodeId),
  })
  const context: MountsContext = {
    database,
    clock,
    sealer,
    events,
    outbound: { send: (request, options) => internet.send(request, options) },
    logger,
    metrics,
    jobs,
    activity,
    accounts,
    files,
    federation,
    shares,
    settingsOf: async () => ({ defaultFolder: ['Shared'], pendingPerPeer, pendingPerUser }),
  }
  const mounts: Mounts = createMounts(context)
  const ended: number[] = []
  events.subscribe('user.created', (tx, user) => files.createPersonalSpace(tx, user.tenant, user.userId))
  events.subscribe('peer.blocked', (tx, { tenant, host }) => mounts.declineFromPeer(tx, tenant, host))
  events.subscribe('sender.blocked', (tx, { tenant, ...sender }) =>
    mounts.declineFromSender(tx, tenant, sender),
  )
  events.subscribe('user.deleted', (tx, user) => shares.endSharesOfOwner(tx, user.tenant, user.userId))
  events.subscribe('user.deleted', (tx, user) => mounts.leaveShares(tx, user.tenant, user.userId))
  events.subscribe('user.disabled', (tx, user) => shares.touchSharesOf(tx, user.tenant, [user.userId]))
  events.subscribe('space.member-changed', (tx, { tenant, member }) =>
    shares.touchSharesOfMember(tx, tenant, member),
  )
  events.subscribe('group.changed', async (tx, group) => {
    if (group.deleted) await shares.endSharesWithGroup(tx, group.tenant, group.groupId)
    else await mounts.followGroup(tx, group)
  })
  events.subscribe('node.changed', (tx, nodes) => mounts.touchMountsOf(tx, nodes.nodeIds))
  events.subscribe('node.deleted', (tx, nodes) => shares.endSharesOfNodes(tx, nodes.tenant, nodes.nodeIds))
  events.subscribe('share.created', (tx, share) => mounts.offerShare(tx, share.tenant, share.shareId))
  events.subscribe('share.changed', (tx, share) => mounts.touchShare(tx, share.shareId))
  events.subscribe('share.ended', (tx, share) => mounts.endOffers(tx, share.tenant, share.shareId))
  events.subscribe(
    'received-share.ended',
    async (_tx, { receivedShareId }) => void ended.push(receivedShareId),
  )

  const tenant = await accounts.prepareTenant('https://cloud.example')
  const operator = { kind: 'operator', tenant: tenant.id } as const
  const addUser = async (username: string) => {
    await accounts.createUser(operator, { username, password: 'correct horse' })
    return accounts.actorFor(tenant.id, username)
  }
  const bob = await addUser('bob')
  const peer: PeerActor = { kind: 'peer', tenant: tenant.id, host: 'peer.example', verified: true }

  const document = discoveryDocument({
    provider: 'Peer',
    endPoint: `${peerUrl}/ocm`,
    webdavPath: '/dav/',
    tokenEndPoint: `${peerUrl}/token`,
    jwksUri: `${peerUrl}/jwks`,
  })
  internet.answer(`GET ${peerUrl}/*`, { status: 404 })
  internet.answer(`GET ${peerUrl}/.well-known/ocm`, { body: document })
  internet.answer(`POST ${peerUrl}/ocm/*`, { status: 201, body: {} })
  internet.answer(`POST ${peerUrl}/token`, {
    body: { access_token: 'the-token', token_type: 'Bearer', expires_in: 300 },
  })

  return {
    ...context,
    clock,
    logger,
    context,
    internet,
    mounts,
    tenant,
    bob,
    peer,
    document,
    operator,
    addUser,
    /** Received shares of which `received-share.ended` told. */
    ended,
    /** What Ann's server does with a request for what is shared from now on. */
    peerServes: (method: string, path: string, script: Script) =>
      internet.answer(`${method} ${peerUrl}/dav/7${path}`, script),
    /** What was asked of Ann's server about what is shared: `PROPFIND /Trip`. */
    asked: () =>
      internet.requests
        .filter(({ url }) => url.startsWith(`${peerUrl}/dav/`))
        .map(({ method, url }) => `${method} ${url.slice(`${peerUrl}/dav/7`.length)}`),
    /** Notifications that Ann's server has got. */
    notified: () =>
      internet.requests
        .filter(({ url }) => url === `${peerUrl}/ocm/notifications`)
        .map(({ body }) => (JSON.parse(String(body)) as { notificationType: string }).notificationType),
    receive: (changes: Partial<ShareCreation> = {}, actor = peer) =>
      mounts.receiveShare(actor, shareCreation(changes)),
    /** A share that Bob has accepted. */
    async accepted(changes: Partial<ShareCreation> = {}) {
      const reception = await mounts.receiveShare(peer, shareCreation(changes))
      if (!reception.ok) throw new Error(reception.reason)
      const [item] = await mounts.listInbox(bob, { limit: 1 })
      return mounts.acceptShare(bob, item === undefined ? 0 : idOfItem(item))
    },
    inbox: async (user: UserActor = bob) => {
      const items = await mounts.listInbox(user, { limit: 1000 })
      return items.flatMap((item) => (item.source === 'federated' ? [item] : []))
    },
    tree: files.userTree(bob),
    audited: async () => {
      const rows = await database.read.selectFrom('audit').selectAll().orderBy('id').execute()
      return rows.filter((row) => row.subject_kind === 'received-share')
    },
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** Ann shares her folder `Trip` with Bob. */
export function shareCreation(changes: Partial<ShareCreation> = {}): ShareCreation {
  const ann = addressOf('ann@peer.example')
  return {
    shareWith: addressOf('bob@cloud.example'),
    name: 'Trip',
    providerId: '7',
    owner: ann,
    sender: ann,
    shareType: 'user',
    resourceType: 'folder',
    webdav: {
      uri: '7',
      sharedSecret: secret,
      permissions: ['read', 'write'],
      requirements: ['must-exchange-token'],
      accessTypes: ['remote'],
    },
    ...changes,
  }
}

export function webdavOf(changes: Partial<ShareCreation['webdav']>): ShareCreation['webdav'] {
  return { ...shareCreation().webdav, ...changes }
}

export function addressOf(text: string): OcmAddress {
  const parsed = parseOcmAddress(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.address
}

export function hostOf(text: string): PeerHost {
  const parsed = parsePeerHost(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.host
}

/** What a server says of something below a share. */
export interface RemoteThing {
  /** Below the share; a folder ends with a slash. */
  readonly path: string
  readonly etag?: string
  readonly fileId?: string
  readonly size?: number
  readonly permissions?: string
  readonly modified?: string
}

/** The answer to a PROPFIND: the first is what was asked about. */
export function multistatus(...things: readonly RemoteThing[]) {
  const responses = things.map(({ path, etag, fileId, size, permissions, modified }) => {
    const isFolder = path === '' || path.endsWith('/')
    const props = [
      `<d:resourcetype>${isFolder ? '<d:collection/>' : ''}</d:resourcetype>`,
      etag === undefined ? '' : `<d:getetag>${etag}</d:getetag>`,
      fileId === undefined ? '' : `<oc:fileid>${fileId}</oc:fileid>`,
      isFolder ? '' : `<d:getcontentlength>${size ?? 1}</d:getcontentlength>`,
      permissions === undefined ? '' : `<oc:permissions>${permissions}</oc:permissions>`,
      `<d:getlastmodified>${modified ?? 'Thu, 01 Jan 2026 00:00:00 GMT'}</d:getlastmodified>`,
    ].join('')
    const href = `/dav/7${path === '' ? '/' : `/${path}`}`
    return `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
  })
  const body = `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">${responses.join('')}</d:multistatus>`
  return { status: 207, headers: { 'content-type': 'application/xml' }, body }
}
