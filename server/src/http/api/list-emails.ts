import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { emailOutput, emailView } from './email-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/me/emails',
  access: 'user',
  body: 'none',
  summary: 'Lists the own e-mail addresses, the primary one first.',
  output: z.strictObject({ emails: z.array(emailOutput) }),
  async handle({ application, actor }) {
    const emails = await application.accounts.listEmails(actor)
    return { status: 200, body: { json: { emails: emails.map(emailView) } } }
  },
})
