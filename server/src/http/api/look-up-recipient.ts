import { z } from 'zod'
import type { FoundRecipient } from '../../shares/index.ts'
import { defineRoute } from '../route.ts'

const server = z
  .strictObject({
    host: z.string(),
    name: z.string().nullable().describe('as it calls itself'),
    reachable: z.boolean(),
    secure: z.boolean().describe('nobody on the way can read along'),
    signs: z.boolean().nullable().describe('null as long as it has said nothing'),
    known: z.boolean().describe('somebody here has dealt with it, or an administrator allows it'),
    profile: z.string().nullable().describe('the dialect that is spoken with it'),
    fault: z
      .strictObject({ slug: z.string(), message: z.string(), remedy: z.string() })
      .nullable()
      .describe('what stands in the way, and what to do about it'),
  })
  .meta({ id: 'RecipientServer' })

const output = z
  .strictObject({
    kind: z
      .enum(['user', 'group', 'federated', 'email', 'unknown'])
      .describe('`email` for an address at which no cloud is: it can be sent a link'),
    shareWith: z.string(),
    displayName: z.string(),
    exists: z.boolean().nullable().describe('null for who is elsewhere: other servers do not tell'),
    server: server.nullable().describe('the one of the address, as far as it was asked'),
  })
  .meta({ id: 'FoundRecipient' })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/recipients/lookup',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    address: z.string().min(1).max(1024).describe('`bob@cloud.example`, or a name of this server'),
  }),
  summary:
    'Finds out whom a whole name or address means. Another server is asked what it is, for five seconds at most; its trouble is a part of the answer. How often a user may is limited by `federation.lookupsPerMinute`.',
  output,
  errors: ['too-many-requests'],
  async handle({ application, actor, query }) {
    const found = await application.shares.lookUpRecipient(actor, query.address)
    return { status: 200, body: { json: foundView(found) } }
  },
})

function foundView({
  kind,
  shareWith,
  displayName,
  exists,
  server: asked,
}: FoundRecipient): z.infer<typeof output> {
  return {
    kind,
    shareWith,
    displayName,
    exists: exists ?? null,
    server: asked === undefined ? null : serverView(asked),
  }
}

function serverView(asked: NonNullable<FoundRecipient['server']>): z.infer<typeof server> {
  const { host, name, reachable, secure, signs, known, profile, fault } = asked
  return {
    host,
    name: name ?? null,
    reachable,
    secure,
    signs: signs ?? null,
    known,
    profile: profile ?? null,
    fault: fault === undefined ? null : { ...fault },
  }
}
