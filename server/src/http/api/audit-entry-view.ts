import { z } from 'zod'
import type { AuditEntry } from '../../activity/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const auditEntryOutput = z
  .strictObject({
    id: z.string(),
    at: momentOutput,
    actorKind: z.enum(['user', 'operator', 'peer', 'share', 'system']),
    actor: z.string().describe('user name, host of a peer or id of a share; empty for the others'),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'AuditEntry' })

/** A line of the audit trail in the form of the API. */
export function auditEntryView(entry: AuditEntry): z.infer<typeof auditEntryOutput> {
  const { id, at, actorKind, actor, action, subjectKind, subjectId, detail } = entry
  return { id, at: momentView(at), actorKind, actor, action, subjectKind, subjectId, detail }
}
