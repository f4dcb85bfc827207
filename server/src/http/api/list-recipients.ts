import { z } from 'zod'
import type { Suggestion } from '../../shares/index.ts'
import { defineRoute } from '../route.ts'
import { limitValue } from './api-values.ts'

const output = z
  .strictObject({
    kind: z.enum(['user', 'group', 'federated']),
    shareWith: z.string().describe('what a share is ordered with'),
    displayName: z.string(),
    detail: z.string().nullable().describe('what tells people of one name apart: user name or address'),
    server: z.string().nullable().describe('of somebody on another one'),
  })
  .meta({ id: 'Recipient' })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/recipients',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    search: z
      .string()
      .max(256)
      .default('')
      .describe('how a name or an address begins; without it, whom one has shared with of late'),
    limit: limitValue(50, 10),
  }),
  summary:
    'Suggests with whom something can be shared, the best first: people and groups of this cloud, as far as `shares.suggest` lets them be found, and people on other clouds known from shares.',
  output: z.strictObject({ recipients: z.array(output) }),
  async handle({ application, actor, query }) {
    const found = await application.shares.suggestRecipients(actor, query)
    return { status: 200, body: { json: { recipients: found.map(recipientView) } } }
  },
})

function recipientView({ kind, shareWith, displayName, server }: Suggestion): z.infer<typeof output> {
  return {
    kind,
    shareWith,
    displayName,
    detail: shareWith === displayName ? null : shareWith,
    server: server ?? null,
  }
}
