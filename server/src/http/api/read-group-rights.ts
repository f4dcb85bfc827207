import { defineRoute } from '../route.ts'
import { rightsOutput } from './rights-value.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/groups/:name/rights',
  access: 'admin',
  body: 'none',
  summary: 'Shows what is said about the rights of a group; among the groups of a user, deny counts.',
  output: rightsOutput,
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    const rights = await application.accounts.readRights(actor, { kind: 'group', name: params['name'] ?? '' })
    return { status: 200, body: { json: rights } }
  },
})
