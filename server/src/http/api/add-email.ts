import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { emailOutput, emailView } from './email-view.ts'

const input = z.strictObject({ address: z.string().max(1024) })

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/me/emails',
  access: 'user',
  body: 'json',
  input,
  summary: 'Adds an e-mail address, and sends a mail there by which it is verified.',
  output: emailOutput,
  status: 201,
  errors: ['conflict', 'too-many-requests', 'mail-not-configured'],
  async handle({ application, actor, input: { address } }) {
    const email = await application.accounts.addEmail(actor, address)
    return { status: 201, body: { json: emailView(email) } }
  },
})
