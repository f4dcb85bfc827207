import { z } from 'zod'
import { type Job, jobStates } from '../../jobs/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const jobOutput = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    payload: z.record(z.string(), z.union([z.string(), z.number()])).describe('the ids that it is about'),
    peer: z.string().nullable().describe('the server that it talks to'),
    state: z.enum(jobStates),
    attempts: z.int(),
    lastError: z.string().nullable(),
    runAt: momentOutput.describe('waiting: not before; running: its lease ends; dead: it was given up'),
    deadlineAt: momentOutput,
    createdAt: momentOutput,
  })
  .meta({ id: 'Job' })

/** A job in the form of the API. */
export function jobView(job: Job): z.infer<typeof jobOutput> {
  return {
    id: job.id,
    kind: job.kind,
    payload: job.payload,
    peer: job.peer ?? null,
    state: job.state,
    attempts: job.attempts,
    lastError: job.lastError ?? null,
    runAt: momentView(job.runAt),
    deadlineAt: momentView(job.deadlineAt),
    createdAt: momentView(job.createdAt),
  }
}
