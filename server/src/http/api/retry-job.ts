import { defineRoute } from '../route.ts'
import { jobOfCall, refuseRunningJob } from './job-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/jobs/:id/retry',
  access: 'admin',
  body: 'none',
  summary: 'Makes a job due now that waits or was given up, as if it were new.',
  errors: ['not-found', 'conflict'],
  async handle(call) {
    const { application, actor } = call
    const { id, kind } = await jobOfCall(call)
    const retried = await application.jobs.retry(actor.tenant, id, {
      also: (tx) =>
        application.activity.record(tx, actor, {
          action: 'job.retried',
          subjectKind: 'job',
          subjectId: id,
          detail: { kind },
        }),
    })
    if (!retried) throw refuseRunningJob()
    return { status: 204 }
  },
})
