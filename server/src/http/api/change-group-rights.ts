import { defineRoute } from '../route.ts'
import { rightsOutput, rightsValue } from './rights-value.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/groups/:name/rights',
  access: 'admin',
  body: 'json',
  input: rightsValue,
  summary:
    'Allows (true) or denies (false) rights to a group; null leaves them to what is said about everyone.',
  output: rightsOutput,
  errors: ['not-found'],
  async handle({ application, actor, params, input: change }) {
    const rights = await application.accounts.setRights(
      actor,
      { kind: 'group', name: params['name'] ?? '' },
      change,
    )
    return { status: 200, body: { json: rights } }
  },
})
