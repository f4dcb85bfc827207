import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { auditEntryOutput, auditEntryView } from './audit-entry-view.ts'
import { auditPageQuery } from './audit-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/audit',
  access: 'admin',
  body: 'none',
  query: auditPageQuery,
  summary: 'Lists who did what to what, newest first.',
  output: z.strictObject({ entries: z.array(auditEntryOutput) }),
  async handle({ application, actor, query }) {
    const entries = await application.activity.listAudit(actor, query)
    return { status: 200, body: { json: { entries: entries.map(auditEntryView) } } }
  },
})
