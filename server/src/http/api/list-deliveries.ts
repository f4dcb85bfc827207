import { formatOcmAddress } from '@isthmus/ocm'
import { z } from 'zod'
import { type Job, jobStates } from '../../jobs/index.ts'
import { answerDelivery } from '../../mounts/index.ts'
import type { TenantId } from '../../platform/actor.ts'
import { nameOfRecipient, shareDeliveries } from '../../shares/index.ts'
import type { Application } from '../application.ts'
import { defineRoute } from '../route.ts'
import { momentOutput, momentView } from './api-values.ts'

const kinds = [...shareDeliveries, answerDelivery]

const output = z
  .strictObject({
    id: z.string().describe('of its job'),
    kind: z.string().describe(kinds.join(', ')),
    peer: z.string(),
    subject: z.string().nullable().describe('name of what is shared'),
    person: z.string().nullable().describe('address of whom it is shared with, or who shares it'),
    state: z.enum(jobStates),
    attempts: z.int(),
    lastError: z.string().nullable(),
    runAt: momentOutput.describe('waiting: not before; running: its lease ends; dead: it was given up'),
    deadlineAt: momentOutput,
  })
  .meta({ id: 'Delivery' })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/deliveries',
  access: 'admin',
  body: 'none',
  query: z.strictObject({ state: z.enum(jobStates).exactOptional().describe('only those') }),
  summary:
    'Lists messages to other servers that are not delivered yet, or were given up, oldest first; 500 at most. `POST /api/v1/jobs/:id/retry` tries one again.',
  output: z.strictObject({ deliveries: z.array(output) }),
  async handle({ application, actor, query }) {
    const jobs = await application.jobs.list(actor.tenant, { ...query, kinds })
    const subjects = await subjectsOf(application, actor.tenant, jobs)
    const deliveries = jobs.map((job) => deliveryView(job, subjects.get(job.id)))
    return { status: 200, body: { json: { deliveries } } }
  },
})

interface Subject {
  readonly name: string
  readonly person: string
}

/** What messages are about, by the id of their job. */
async function subjectsOf(
  { shares, mounts }: Application,
  tenant: TenantId,
  jobs: readonly Job[],
): Promise<Map<string, Subject>> {
  const [sent, received] = await Promise.all([
    shares.sharesById(tenant, idsIn(jobs, 'share')),
    mounts.receivedSharesById(tenant, idsIn(jobs, 'receivedShare')),
  ])
  const ofShares = new Map(
    sent.map(({ id, name, recipient }) => [id, { name, person: nameOfRecipient(recipient) }]),
  )
  const ofReceived = new Map(
    received.map(({ id, name, sender }) => [id, { name, person: formatOcmAddress(sender) }]),
  )
  return new Map(
    jobs.flatMap(({ id, payload }) => {
      const subject =
        ofShares.get(Number(payload['share'])) ?? ofReceived.get(Number(payload['receivedShare']))
      return subject === undefined ? [] : [[id, subject]]
    }),
  )
}

function idsIn(jobs: readonly Job[], name: 'share' | 'receivedShare'): number[] {
  return [...new Set(jobs.flatMap(({ payload }) => (name in payload ? [Number(payload[name])] : [])))]
}

function deliveryView(job: Job, subject: Subject | undefined): z.infer<typeof output> {
  return {
    id: job.id,
    kind: job.kind,
    peer: job.peer ?? '',
    subject: subject?.name ?? null,
    person: subject?.person ?? null,
    state: job.state,
    attempts: job.attempts,
    lastError: job.lastError ?? null,
    runAt: momentView(job.runAt),
    deadlineAt: momentView(job.deadlineAt),
  }
}
