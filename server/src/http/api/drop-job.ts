import { defineRoute } from '../route.ts'
import { jobOfCall, refuseRunningJob } from './job-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/jobs/:id',
  access: 'admin',
  body: 'none',
  summary: 'Removes a job that waits or was given up. What waited is given up by that.',
  errors: ['not-found', 'conflict'],
  async handle(call) {
    const { application, actor } = call
    const { id, kind } = await jobOfCall(call)
    if (!(await application.jobs.drop(actor.tenant, id))) throw refuseRunningJob()
    await application.database.write((tx) =>
      application.activity.record(tx, actor, {
        action: 'job.dropped',
        subjectKind: 'job',
        subjectId: id,
        detail: { kind },
      }),
    )
    return { status: 204 }
  },
})
