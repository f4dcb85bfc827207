import { defineRoute } from '../route.ts'
import { rightsOutput } from './rights-value.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/rights',
  access: 'admin',
  body: 'none',
  summary: 'Shows what is said about the rights of everyone; what is not said is allowed.',
  output: rightsOutput,
  async handle({ application, actor }) {
    const rights = await application.accounts.readRights(actor, { kind: 'everyone' })
    return { status: 200, body: { json: rights } }
  },
})
