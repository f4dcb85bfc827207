import { z } from 'zod'
import { defineRoute } from '../route.ts'

const input = z.strictObject({ password: z.string().max(4096) })

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/users/:name/password',
  access: 'admin',
  body: 'json',
  input,
  summary: 'Gives a user a new password; the user’s browser sessions end.',
  errors: ['user-not-found'],
  async handle({ application, actor, params, input: { password } }) {
    await application.accounts.setPassword(actor, params['name'] ?? '', password)
    return { status: 204 }
  },
})
