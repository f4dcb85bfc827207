import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { mailFaultOutput } from './mail-fault-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/mail/test',
  access: 'admin',
  body: 'json',
  input: z.strictObject({ to: z.string().max(1024) }),
  summary: 'Sends a test mail now, and tells what the SMTP server said.',
  output: z.strictObject({
    sent: z.boolean(),
    said: z.string().nullable().describe('what the SMTP server said last'),
    fault: mailFaultOutput.nullable().describe('why it was not sent'),
  }),
  async handle({ application, actor, input: { to } }) {
    const { sent, said, fault } = await application.accounts.testMail(actor, to)
    return { status: 200, body: { json: { sent, said: said ?? null, fault: fault ?? null } } }
  },
})
