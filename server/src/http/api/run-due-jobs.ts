import { z } from 'zod'
import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/jobs/run-due',
  access: 'admin',
  body: 'none',
  summary: 'Runs what is due now, and answers when that is over.',
  output: z.strictObject({ attempts: z.int().describe('how many were begun') }),
  async handle({ application, actor }) {
    const attempts = await application.jobs.runDue()
    await application.database.write((tx) =>
      application.activity.record(tx, actor, {
        action: 'jobs.run',
        subjectKind: 'job',
        subjectId: '',
        detail: { attempts },
      }),
    )
    return { status: 200, body: { json: { attempts } } }
  },
})
