import { z } from 'zod'
import { type Lamp, lampOf } from '../../federation/index.ts'
import { answerDelivery } from '../../mounts/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { shareDeliveries } from '../../shares/index.ts'
import type { Application } from '../application.ts'
import { defineRoute } from '../route.ts'
import { momentOutput, momentView } from './api-values.ts'
import { systemWarnings, warningOutput } from './system-warnings.ts'

const deliveries: readonly string[] = [...shareDeliveries, answerDelivery]

const output = z
  .strictObject({
    version: z.string(),
    nodeVersion: z.string(),
    startedAt: momentOutput,
    publicUrl: z.string(),
    database: z.strictObject({ kind: z.enum(['sqlite', 'postgres']), bytes: z.int().nullable() }),
    storage: z
      .strictObject({
        usedBytes: z.int(),
        freeBytes: z.int().nullable().describe('where file contents lie'),
        files: z.int(),
      })
      .describe('of all clouds of the installation, the trash included'),
    users: z.int(),
    groups: z.int(),
    jobs: z.strictObject({ waiting: z.int(), running: z.int(), dead: z.int() }),
    deliveries: z
      .strictObject({ waiting: z.int(), dead: z.int() })
      .describe('those of the jobs that are messages to other servers'),
    peers: z.strictObject({
      known: z.int().describe('servers that somebody here has dealt with'),
      failing: z.int().describe('servers whose lamp is red'),
    }),
    mail: z.strictObject({ configured: z.boolean() }),
    warnings: z.array(warningOutput).describe('what is not as it should be, the worst first'),
  })
  .meta({ id: 'System' })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/system',
  access: 'admin',
  body: 'none',
  summary:
    'Shows how the server and this cloud are: version, room, people, work, what is not as it should be.',
  output,
  async handle({ application, actor, tenant }) {
    const { accounts, config, files, installation } = application
    const [databaseBytes, freeBytes, stored, people, work, peers, mail] = await Promise.all([
      installation.databaseSize(),
      installation.freeSpace(),
      files.measure(),
      accounts.countPeople(tenant.id),
      countWork(application, actor),
      countPeers(application, actor),
      accounts.readMailStatus(actor),
    ])
    const { publicUrl } = tenant
    const warnings = systemWarnings(application, {
      publicUrl,
      freeBytes,
      sendsMail: mail.smtp !== undefined,
      mailInTrouble: mail.smtp !== undefined && mail.inTrouble,
      deadJobs: work.jobs.dead,
      failingPeers: peers.failing,
    })
    const json: z.infer<typeof output> = {
      version: installation.version,
      nodeVersion: process.versions.node,
      startedAt: momentView(installation.startedAt),
      publicUrl,
      database: { kind: config.database.url === undefined ? 'sqlite' : 'postgres', bytes: databaseBytes },
      storage: { usedBytes: stored.bytes, freeBytes: freeBytes ?? null, files: stored.files },
      ...people,
      ...work,
      peers,
      mail: { configured: mail.smtp !== undefined },
      warnings: [...warnings],
    }
    return { status: 200, body: { json } }
  },
})

async function countWork({ jobs }: Application, { tenant }: Actor) {
  const counts = await jobs.count(tenant)
  const sum = (wanted: string, kinds?: readonly string[]): number =>
    counts
      .filter(({ kind, state }) => state === wanted && (kinds?.includes(kind) ?? true))
      .reduce((total, { count }) => total + count, 0)
  return {
    jobs: { waiting: sum('waiting'), running: sum('running'), dead: sum('dead') },
    deliveries: {
      waiting: sum('waiting', deliveries) + sum('running', deliveries),
      dead: sum('dead', deliveries),
    },
  }
}

async function countPeers({ federation, jobs, clock }: Application, actor: Actor) {
  const peers = await federation.listPeers(actor)
  const troubles = await jobs.troublesWith(peers.map(({ host }) => host))
  const now = clock.now()
  const lamps: Lamp[] = peers.map((peer) => lampOf(peer, troubles.get(peer.host), now))
  return {
    known: peers.filter(({ known }) => known !== undefined).length,
    failing: lamps.filter(({ color }) => color === 'red').length,
  }
}
