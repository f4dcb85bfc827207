import { defineRoute } from '../route.ts'
import { rightsOutput } from './rights-value.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/users/:name/rights',
  access: 'admin',
  body: 'none',
  summary: 'Shows what is said about the rights of a user; it counts before groups and everyone.',
  output: rightsOutput,
  errors: ['user-not-found'],
  async handle({ application, actor, params }) {
    const rights = await application.accounts.readRights(actor, { kind: 'user', name: params['name'] ?? '' })
    return { status: 200, body: { json: rights } }
  },
})
