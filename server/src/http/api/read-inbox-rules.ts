import { defineRoute } from '../route.ts'
import { inboxRulesOutput } from './inbox-rules-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/inbox/rules',
  access: 'user',
  body: 'none',
  summary: 'Shows whether what others share is put among the user’s files at once, or waits for an answer.',
  output: inboxRulesOutput,
  async handle({ application, actor }) {
    return { status: 200, body: { json: await application.mounts.readInboxRules(actor) } }
  },
})
