import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { userOutput, userView } from './user-view.ts'

const input = z.strictObject({
  username: z.string().max(256),
  password: z
    .string()
    .max(4096)
    .exactOptional()
    .describe('without one, a link to choose it is sent to the e-mail address'),
  displayName: z.string().max(1024).exactOptional(),
  email: z.string().max(1024).exactOptional(),
  language: z.string().max(256).exactOptional(),
  timeZone: z.string().max(256).exactOptional(),
  admin: z.boolean().default(false),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/users',
  access: 'admin',
  body: 'json',
  input,
  summary: 'Adds a user.',
  output: userOutput,
  status: 201,
  errors: ['user-exists', 'user-name-used', 'conflict', 'mail-not-configured'],
  async handle({ application, actor, input: order }) {
    const user = await application.accounts.createUser(actor, order)
    return {
      status: 201,
      headers: { location: `/api/v1/users/${encodeURIComponent(user.username)}` },
      body: { json: userView(user) },
    }
  },
})
