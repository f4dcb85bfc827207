/**
 * The composition root: reads from top to bottom as the list of what exists, what it is given, and who subscribes to
 * what. Nothing else wires anything.
 */
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { ListingMemory } from '@isthmus/webdav'
import type { FastifyInstance } from 'fastify'
import manifest from '../package.json' with { type: 'json' }
import { createAccounts, createSettings, type Tenant } from './accounts/index.ts'
import { createActivity, createLiveEvents } from './activity/index.ts'
import { createFederation } from './federation/index.ts'
import { createFiles } from './files/index.ts'
import { openAppFiles } from './http/app-files.ts'
import type { Application } from './http/application.ts'
import { readCertificate } from './http/certificate.ts'
import { createDoors } from './http/doors.ts'
import type { Installation } from './http/installation.ts'
import { type ApiDescription, describeApi } from './http/openapi/describe-api.ts'
import { routes } from './http/routes.ts'
import { createJobs } from './jobs/index.ts'
import { createMail, createSmtpTransport } from './mail/index.ts'
import { createMounts, type Mounts } from './mounts/index.ts'
import { openDiskBlobStore } from './platform/blobs/index.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config, LoadedConfig } from './platform/config/index.ts'
import { claimDataFolder, openDataFolder } from './platform/data-folder.ts'
import { createAnnouncements, databaseSize, openDatabase } from './platform/database/index.ts'
import { databasePlaceOf } from './platform/database-place.ts'
import { createEvents } from './platform/events.ts'
import { freeSpace } from './platform/free-space.ts'
import { createIds } from './platform/ids.ts'
import type { Logger } from './platform/logging/index.ts'
import { createMetrics, measuredBlobStore, measuredDatabase, watchProcess } from './platform/metrics/index.ts'
import { openOutbound } from './platform/outbound/index.ts'
import { probeFolder } from './platform/probe-folder.ts'
import { createReadiness } from './platform/readiness.ts'
import { openSealer } from './platform/sealing/index.ts'
import { createShares } from './shares/index.ts'

export interface ServerOptions {
  readonly config: Config
  readonly logger: Logger
  /** Tests turn theirs by hand. */
  readonly clock?: Clock
  /** Where its values come from; nobody has chosen any of them when absent. */
  readonly sources?: LoadedConfig['sources']
  /** Where the app is built to. */
  readonly appFolder?: string
}

/** A server with its data folder, not listening yet. Disposing of it ends everything that it began. */
export interface Server extends AsyncDisposable {
  readonly application: Application
  readonly tenant: Tenant
  /** The operator's door, for requests from within this process. */
  readonly operator: FastifyInstance
  /**
   * Starts to work and to listen, for the network and on the operator's socket.
   * @returns the ports, which the system chose when the configured ones are 0; `metricsPort` when metrics are served
   */
  listen(): Promise<{ port: number; metricsPort?: number }>
  /** Starts to work without listening: for one command of the operator. */
  start(): void
  /** Reads the certificate and its key anew, for connections from now on. */
  reload(): Promise<void>
}

/** `npm run build` makes it. */
const builtApp = join(import.meta.dirname, '../../web/dist')

/**
 * Opens a data folder and puts the rooms together.
 * @throws IsthmusError `data-folder-in-use`, `data-folder-foreign`, `database-unusable`, `database-too-new`,
 *   `tenant-mismatch`, `key-file-damaged`, `key-file-exposed`, `sealed-value-unreadable`, `blobs-missing`
 */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { config, sources = new Map(), logger, clock = systemClock, appFolder = builtApp } = options
  await using resources = new AsyncDisposableStack()

  // What the rooms stand on.
  const use = config.database.url === undefined ? 'alone' : 'shared'
  const folder = resources.use(await openDataFolder(config.data, use))
  const { metrics, expose } = createMetrics({ logger })
  const announcements = createAnnouncements()
  const database = resources.use(
    measuredDatabase(
      await openDatabase({
        ...databasePlaceOf({ ...config, data: folder.path }),
        clock,
        logger,
        announcements,
      }),
      metrics,
    ),
  )
  const sealer = await openSealer(folder.keyFile, { clock, mustExist: folder.isClaimed })
  const outbound = resources.use(
    await openOutbound(config, { clock, log: logger, metrics, local: wayWithin }),
  )
  const ids = createIds(clock.now)
  const blobs = measuredBlobStore(
    await openDiskBlobStore(folder.blobsFolder, ids, { use, mustExist: folder.isClaimed }),
    metrics,
  )
  const events = createEvents()

  // The rooms, lower to higher.
  const jobs = resources.use(
    createJobs({
      database,
      clock,
      ids,
      logger,
      metrics,
      soleWorker: database.others === undefined,
      limits: { concurrency: config.jobs.concurrency, concurrencyPerPeer: config.jobs.perPeer },
    }),
  )
  const activity = createActivity({ database, clock, ids, events })
  const liveEvents = createLiveEvents({
    announcements,
    clock,
    ids,
    places: {
      spacesOf: (actor) => files.spacesOf(actor),
      pathsOf: (nodeIds) => files.pathsOf(nodeIds),
    },
  })
  const mail = createMail({
    database,
    clock,
    ids,
    sealer,
    logger,
    metrics,
    jobs,
    transport: createSmtpTransport({ outbound, ...config.outbound }),
    settingsOf: async (tenantId, executor) => (await settings.of(tenantId, executor)).mail,
    cloudOf: async (tenantId) => {
      const [{ provider: name }, { publicUrl: url }] = await Promise.all([
        settings.of(tenantId),
        accounts.tenant(tenantId),
      ])
      return { name, url }
    },
  })
  const accounts = createAccounts({
    database,
    clock,
    ids,
    logger,
    events,
    activity,
    sealer,
    mail,
    jobs,
  })
  const settings = createSettings({
    database,
    clock,
    activity,
    sealer,
    logger,
    process: { config, sources },
  })
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
    groupsOf: (executor, tenant, userId) => accounts.groupIdsOf(executor, tenant, userId),
    maxFileBytes: config.limits.uploadSize,
    ...(Number.isFinite(config.files.defaultQuota) && { defaultQuota: config.files.defaultQuota }),
    uploadLifetime: config.files.uploadLifetime,
    trashLifetime: config.files.trashLifetime,
  })
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
    send: outbound.send,
    certificateOf: (host) => outbound.certificateOf(host).catch(() => undefined),
    sendOutside: (request, how) => outbound.send(request, { ...how, outside: true }),
    settingsOf: async (tenant) => {
      const { provider, federation: chosen } = await settings.of(tenant)
      return { provider, policy: chosen.policy }
    },
    allowHttpFallback: config.federation.allowHttpFallback,
    limits: config.federation,
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
    linkSettingsOf: async (tenant) => (await settings.of(tenant)).shares.links,
    suggestionScopeOf: async (tenant) => (await settings.of(tenant)).shares.suggest,
    contactsOf: (actor, limit) => mounts.contactsOf(actor, limit),
    placesOfShares: (user, shareIds) => mounts.placesOfShares(user, shareIds),
    localShareAt: (executor, nodeId) => mounts.localShareAt(executor, nodeId),
  })
  const mounts: Mounts = createMounts({
    database,
    clock,
    sealer,
    events,
    outbound,
    logger,
    metrics,
    jobs,
    activity,
    accounts,
    files,
    federation,
    shares,
    settingsOf: async (tenant, executor) => {
      const { defaultFolder, ...caps } = (await settings.of(tenant, executor)).shares
      return { ...caps, defaultFolder: defaultFolder.split('/').filter((name) => name !== '') }
    },
  })

  // Who hears what.
  events.subscribe('user.created', (tx, user) => files.createPersonalSpace(tx, user.tenant, user.userId))
  events.subscribe('user.deleted', (tx, user) => activity.forgetNotificationsOf(tx, user.userId))
  events.subscribe('user.deleted', (tx, user) => shares.endSharesOfOwner(tx, user.tenant, user.userId))
  events.subscribe('user.deleted', (tx, user) => mounts.leaveShares(tx, user.tenant, user.userId))
  events.subscribe('user.deleted', (tx, user) => files.removeUser(tx, user))
  events.subscribe('user.deleted', (tx, user) => federation.forgetBlocksOf(tx, user.userId))
  events.subscribe('user.disabled', (tx, user) => shares.touchSharesOf(tx, user.tenant, [user.userId]))
  events.subscribe('space.member-changed', (tx, { tenant, member }) =>
    shares.touchSharesOfMember(tx, tenant, member),
  )
  events.subscribe('group.changed', async (tx, group) => {
    if (group.deleted) {
      await shares.endSharesWithGroup(tx, group.tenant, group.groupId)
      await files.removeGroup(tx, group.groupId)
    } else await mounts.followGroup(tx, group)
    await shares.touchSharesOf(tx, group.tenant, [...group.joined, ...group.left])
  })
  events.subscribe('peer.blocked', (tx, { tenant, host }) => mounts.declineFromPeer(tx, tenant, host))
  events.subscribe('sender.blocked', (tx, { tenant, ...sender }) =>
    mounts.declineFromSender(tx, tenant, sender),
  )
  events.subscribe('node.changed', (tx, nodes) => mounts.touchMountsOf(tx, nodes.nodeIds))
  events.subscribe('node.deleted', (tx, nodes) => shares.endSharesOfNodes(tx, nodes.tenant, nodes.nodeIds))
  events.subscribe('share.created', (tx, share) => mounts.offerShare(tx, share.tenant, share.shareId))
  events.subscribe('share.changed', (tx, share) => mounts.touchShare(tx, share.shareId))
  events.subscribe('share.ended', (tx, share) => mounts.endOffers(tx, share.tenant, share.shareId))

  events.subscribe('notification.to-mail', (tx, news) => accounts.mailNotification(tx, news))

  // What is done from time to time.
  jobs.every('files/tidy-up', 60 * 60_000, async () => {
    await files.tidyUp()
  })
  jobs.every('files/thin-versions', 60 * 60_000, async () => {
    await files.thinVersions()
  })
  jobs.every('files/sweep-blobs', 60 * 60_000, async () => {
    await files.sweepBlobs()
  })
  jobs.every('activity/forget', 60 * 60_000, () => activity.forgetOldNotifications())
  jobs.every('federation/forget-counts', 10 * 60_000, () => federation.forgetOldCounts())
  jobs.every('shares/expire', 30_000, () => shares.expireShares())
  jobs.every('mounts/expire', 30_000, () => mounts.expireReceivedShares())
  jobs.every('mounts/probe', 30_000, (signal) => mounts.probe(signal))

  const readiness = createReadiness({
    checks: {
      database: () => accounts.hasTenant(),
      blobs: () => probeFolder(folder.blobsFolder),
    },
    clock,
    logger,
  })
  const certificate = await readCertificate(config.tls)
  const installation: Installation = {
    version: manifest.version,
    startedAt: clock.now(),
    databaseSize: () => databaseSize(database),
    freeSpace: () => freeSpace(folder.blobsFolder),
    certificateEndsAt: () => doors.certificateEndsAt(),
  }
  const tenant = await accounts.prepareTenant(await publicUrl(options, accounts))
  await claimDataFolder(folder, await accounts.instanceId())
  await federation.prepareKeys(tenant.id)
  if (database.others === undefined) await files.releaseUploads()
  let apiDescription: ApiDescription | undefined
  const application: Application = {
    accounts,
    settings,
    activity,
    mail,
    liveEvents,
    files,
    federation,
    shares,
    mounts,
    jobs,
    app: openAppFiles(appFolder),
    database,
    sealingKeys: sealer,
    dataFingerprint: folder.fingerprint,
    config,
    installation,
    defaultTenant: tenant,
    metrics,
    readiness,
    describeApi: () => (apiDescription ??= describeApi(routes, manifest.version)),
    listings: new ListingMemory(),
    clock,
    logger,
  }
  const doors = resources.use(createDoors(application, { folder, use, certificate, expose }))

  /** Clouds of this installation meet within the process. */
  async function wayWithin(origin: string): Promise<Duplex | undefined> {
    const met = await accounts.tenantByHost(new URL(origin).host)
    return met?.publicUrl === origin ? doors.connectWithin() : undefined
  }

  const owned = resources.move()
  return {
    application,
    tenant,
    operator: doors.operator,
    start: () => jobs.start(),
    async listen() {
      if (config.metrics.listen !== undefined) owned.use(watchProcess(metrics, manifest))
      const ports = await doors.listen()
      jobs.start()
      return ports
    },
    reload: () => doors.reload(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function publicUrl(
  { config, sources }: ServerOptions,
  accounts: ReturnType<typeof createAccounts>,
): Promise<string> {
  // A default stands back behind the address that the data folder was made for.
  if (sources?.get('publicUrl')?.layer !== 'derived' || !(await accounts.hasTenant())) return config.publicUrl
  return (await accounts.defaultTenant()).publicUrl
}
