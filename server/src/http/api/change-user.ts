import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { userOutput, userView } from './user-view.ts'

const input = z.strictObject({
  displayName: z.string().max(1024).exactOptional(),
  email: z.string().max(1024).nullable().exactOptional(),
  language: z.string().max(256).nullable().exactOptional(),
  timeZone: z.string().max(256).nullable().exactOptional(),
  admin: z.boolean().exactOptional(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/users/:name',
  access: 'admin',
  body: 'json',
  input,
  summary: 'Changes a user; null takes a value away. An e-mail address that is set here counts as verified.',
  output: userOutput,
  errors: ['user-not-found', 'conflict'],
  async handle({ application, actor, params, input: change }) {
    const user = await application.accounts.changeUser(actor, params['name'] ?? '', change)
    return { status: 200, body: { json: userView(user) } }
  },
})
