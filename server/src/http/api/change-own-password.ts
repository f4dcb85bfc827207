import { z } from 'zod'
import { defineRoute } from '../route.ts'

const input = z.strictObject({ oldPassword: z.string().max(4096), newPassword: z.string().max(4096) })

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/me/password',
  access: 'user',
  body: 'json',
  input,
  summary: 'Changes the own password; all other browser sessions end.',
  errors: ['conflict'],
  async handle({ application, actor, clientAddress, input: change }) {
    await application.accounts.changePassword(actor, { ...change, address: clientAddress })
    return { status: 204 }
  },
})
