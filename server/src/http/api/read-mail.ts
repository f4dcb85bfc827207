import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { momentOutput, momentView } from './api-values.ts'
import { mailFaultOutput } from './mail-fault-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/mail',
  access: 'admin',
  body: 'none',
  summary: 'Shows where the mail of this cloud goes, and how that went lately.',
  output: z
    .strictObject({
      configured: z.boolean().describe('whether there is an SMTP server; the settings `mail.…` choose it'),
      host: z.string().nullable(),
      port: z.int().nullable(),
      security: z.enum(['starttls', 'tls', 'none']).nullable(),
      username: z.string().nullable(),
      from: z.string(),
      lastSuccessAt: momentOutput.nullable(),
      lastFailure: mailFaultOutput
        .extend({ at: momentOutput, said: z.string().nullable().describe('by the SMTP server') })
        .nullable(),
      inTrouble: z
        .boolean()
        .describe('whether the SMTP server refused all mail the last time, not one letter alone'),
      waiting: z.int().describe('mails that are yet to be sent, also later'),
      dead: z.int().describe('mails that were given up; they are among the jobs'),
    })
    .meta({ id: 'Mail' }),
  async handle({ application, actor }) {
    const { smtp, from, succeededAt, failure, inTrouble, waiting, dead } =
      await application.accounts.readMailStatus(actor)
    return {
      status: 200,
      body: {
        json: {
          configured: smtp !== undefined,
          host: smtp?.host ?? null,
          port: smtp?.port ?? null,
          security: smtp?.security ?? null,
          username: smtp?.username ?? null,
          from,
          lastSuccessAt: momentView(succeededAt),
          lastFailure: failure
            ? { ...failure, at: momentView(failure.at), said: failure.said ?? null }
            : null,
          inTrouble,
          waiting,
          dead,
        },
      },
    }
  },
})
