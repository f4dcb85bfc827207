import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { groupOutput, groupView } from './group-view.ts'

const input = z.strictObject({ displayName: z.string().max(1024) })

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/groups/:name',
  access: 'admin',
  body: 'json',
  input,
  summary: 'Changes the name that people see of a group.',
  output: groupOutput,
  errors: ['not-found'],
  async handle({ application, actor, params, input: change }) {
    const group = await application.accounts.changeGroup(actor, params['name'] ?? '', change)
    return { status: 200, body: { json: groupView(group) } }
  },
})
