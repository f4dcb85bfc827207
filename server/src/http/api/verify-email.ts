import { z } from 'zod'
import { defineRoute } from '../route.ts'

const input = z.strictObject({ token: z.string().max(256) })

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/email-verifications',
  access: 'none',
  body: 'json',
  input,
  summary: 'Verifies an e-mail address with the token from the mail, signed in or not.',
  output: z.strictObject({ username: z.string(), address: z.string() }),
  errors: ['not-found', 'conflict'],
  async handle({ application, tenant, input: { token } }) {
    const verified = await application.accounts.verifyEmail(tenant.id, token)
    return { status: 200, body: { json: verified } }
  },
})
