import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { pageQuery } from './api-values.ts'
import { shareOutput, viewShares } from './share-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/shares',
  access: 'user',
  body: 'none',
  query: pageQuery,
  summary: 'Lists what the user shares, newest first.',
  output: z.strictObject({ shares: z.array(shareOutput) }),
  async handle(call) {
    const shares = await call.application.shares.listShares(call.actor, call.query)
    return { status: 200, body: { json: { shares: await viewShares(call, shares) } } }
  },
})
