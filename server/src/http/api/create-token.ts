import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { momentValue } from './api-values.ts'
import { tokenOutput, tokenView } from './token-view.ts'

const input = z.strictObject({
  name: z.string().min(1).max(128),
  expiresAt: momentValue.optional(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/tokens',
  access: 'user',
  body: 'json',
  input,
  summary: 'Makes a bearer token for a program. It is shown this once.',
  output: tokenOutput.extend({ token: z.string() }),
  status: 201,
  errors: ['conflict'],
  async handle({ application, actor, input: { name, expiresAt } }) {
    const made = await application.accounts.createToken(actor, {
      name,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })
    return {
      status: 201,
      headers: { 'cache-control': 'no-store' },
      body: { json: { ...tokenView(made), token: made.token } },
    }
  },
})
