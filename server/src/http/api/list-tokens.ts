import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { tokenOutput, tokenView } from './token-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/tokens',
  access: 'user',
  body: 'none',
  summary: 'Lists the user’s bearer tokens, without the tokens themselves.',
  output: z.strictObject({ tokens: z.array(tokenOutput) }),
  async handle({ application, actor }) {
    const tokens = await application.accounts.listTokens(actor)
    return { status: 200, body: { json: { tokens: tokens.map(tokenView) } } }
  },
})
