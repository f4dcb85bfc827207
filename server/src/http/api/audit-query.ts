import { z } from 'zod'
import { limitValue, momentValue } from './api-values.ts'

const text = z.string().min(1).max(1024)

/** The query that lets some lines of the audit trail through. */
export const auditFilterQuery = z.strictObject({
  actor: text.exactOptional().describe('user name, host of a peer or id of a share'),
  action: text.exactOptional().describe('for example `share.created`'),
  subjectKind: text.exactOptional().describe('for example `share`'),
  subjectId: text.exactOptional(),
  since: momentValue.exactOptional().describe('the first moment'),
  until: momentValue.exactOptional().describe('the first moment that is too late'),
})

/** The query of one page of it. */
export const auditPageQuery = auditFilterQuery.extend({
  limit: limitValue(500, 100),
  before: z.string().min(1).max(64).exactOptional().describe('the id of the last line of the page before'),
})
