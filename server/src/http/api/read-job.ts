import { defineRoute } from '../route.ts'
import { jobOfCall } from './job-of-call.ts'
import { jobOutput, jobView } from './job-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/jobs/:id',
  access: 'admin',
  body: 'none',
  summary: 'Shows a job. What is done is not there any more.',
  output: jobOutput,
  errors: ['not-found'],
  async handle(call) {
    return { status: 200, body: { json: jobView(await jobOfCall(call)) } }
  },
})
