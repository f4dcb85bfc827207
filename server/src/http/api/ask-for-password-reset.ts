import { z } from 'zod'
import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/password-resets',
  access: 'none',
  body: 'json',
  input: z.strictObject({ login: z.string().max(1024).describe('a user name or an e-mail address') }),
  summary:
    'Sends a link to choose a new password, if there is such a user with an address. Which that is, is not told.',
  status: 202,
  errors: ['too-many-requests'],
  async handle({ application, tenant, clientAddress, input: { login } }) {
    await application.accounts.askForPasswordReset(tenant.id, { login, address: clientAddress })
    return { status: 202 }
  },
})
