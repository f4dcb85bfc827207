import { z } from 'zod'
import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/password-resets/complete',
  access: 'none',
  body: 'json',
  input: z.strictObject({ token: z.string().max(256), password: z.string().max(4096) }),
  summary: 'Chooses a password with the token from a mail, once. The user’s browser sessions end.',
  output: z.strictObject({ username: z.string() }),
  errors: ['not-found', 'too-many-requests'],
  async handle({ application, tenant, input }) {
    const { username } = await application.accounts.completePasswordLink(tenant.id, input)
    return { status: 200, body: { json: { username } } }
  },
})
