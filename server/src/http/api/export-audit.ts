import { Readable } from 'node:stream'
import type { AuditEntry } from '../../activity/index.ts'
import { defineRoute } from '../route.ts'
import { auditEntryOutput, auditEntryView } from './audit-entry-view.ts'
import { auditFilterQuery } from './audit-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/audit/export',
  access: 'admin',
  body: 'none',
  query: auditFilterQuery,
  summary: 'Gives all of the audit trail, newest first, one JSON object in each line.',
  output: auditEntryOutput,
  outputType: 'application/x-ndjson',
  async handle({ application, actor, query }) {
    const entries = application.activity.readAudit(actor, query)
    return {
      status: 200,
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': 'attachment; filename="audit.jsonl"',
      },
      body: Readable.from(linesOf(entries), { objectMode: false }),
    }
  },
})

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(auditEntryView(entry))}\n`
}
