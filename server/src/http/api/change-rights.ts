import { defineRoute } from '../route.ts'
import { rightsOutput, rightsValue } from './rights-value.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/rights',
  access: 'admin',
  body: 'json',
  input: rightsValue,
  summary: 'Allows (true) or denies (false) rights to everyone; null takes back what was said.',
  output: rightsOutput,
  async handle({ application, actor, input: change }) {
    const rights = await application.accounts.setRights(actor, { kind: 'everyone' }, change)
    return { status: 200, body: { json: rights } }
  },
})
