import { z } from 'zod'
import { jobStates } from '../../jobs/index.ts'
import { defineRoute } from '../route.ts'
import { jobOutput, jobView } from './job-view.ts'

const query = z.strictObject({ state: z.enum(jobStates).exactOptional().describe('only those') })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/jobs',
  access: 'admin',
  body: 'none',
  query,
  summary: 'Lists the work that waits to be done, and what was given up, oldest first; 500 at most.',
  output: z.strictObject({ jobs: z.array(jobOutput) }),
  async handle({ application, actor, query: filter }) {
    const jobs = await application.jobs.list(actor.tenant, filter)
    return { status: 200, body: { json: { jobs: jobs.map(jobView) } } }
  },
})
