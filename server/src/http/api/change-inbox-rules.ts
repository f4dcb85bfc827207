import { defineRoute } from '../route.ts'
import { inboxRulesInput, inboxRulesOutput } from './inbox-rules-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/inbox/rules',
  access: 'user',
  body: 'json',
  input: inboxRulesInput,
  summary: 'Changes what happens with what others share from now on.',
  output: inboxRulesOutput,
  async handle({ application, actor, input: change }) {
    return { status: 200, body: { json: await application.mounts.changeInboxRules(actor, change) } }
  },
})
