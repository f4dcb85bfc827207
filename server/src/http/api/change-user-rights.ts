import { defineRoute } from '../route.ts'
import { rightsOutput, rightsValue } from './rights-value.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/users/:name/rights',
  access: 'admin',
  body: 'json',
  input: rightsValue,
  summary: 'Allows (true) or denies (false) rights to a user; null leaves them to groups and everyone.',
  output: rightsOutput,
  errors: ['user-not-found'],
  async handle({ application, actor, params, input: change }) {
    const rights = await application.accounts.setRights(
      actor,
      { kind: 'user', name: params['name'] ?? '' },
      change,
    )
    return { status: 200, body: { json: rights } }
  },
})
