import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { appPasswordOutput, appPasswordView } from './app-password-view.ts'

const input = z.strictObject({ name: z.string().max(1024) })

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/app-passwords',
  access: 'user',
  body: 'json',
  input,
  summary: 'Makes a password for a program that signs in with Basic. It is shown this once.',
  output: appPasswordOutput.extend({ password: z.string() }),
  status: 201,
  errors: ['conflict'],
  async handle({ application, actor, input: order }) {
    const made = await application.accounts.createAppPassword(actor, order)
    return {
      status: 201,
      body: { json: { ...appPasswordView(made), password: made.password } },
    }
  },
})
