import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { mailFaultOutput } from './mail-fault-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/mail/inspection',
  access: 'admin',
  body: 'none',
  summary: 'Connects to the SMTP server and signs in, and tells what is wrong with it. Sends nothing.',
  output: z
    .strictObject({
      fault: mailFaultOutput.nullable().describe('why no mail can leave'),
      said: z.string().nullable().describe('by the SMTP server, where it refused'),
    })
    .meta({ id: 'MailInspection' }),
  async handle({ application, actor }) {
    const { fault, said } = await application.accounts.inspectMail(actor)
    return { status: 200, body: { json: { fault: fault ?? null, said: said ?? null } } }
  },
})
