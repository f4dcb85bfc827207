import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { pageQuery } from './api-values.ts'
import { shareOutput, shareView } from './share-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/shares',
  access: 'user',
  body: 'none',
  query: pageQuery,
  summary: 'Lists what the user shares, newest first.',
  output: z.strictObject({ shares: z.array(shareOutput) }),
  async handle({ application, actor, query }) {
    const shares = await application.shares.listShares(actor, query)
    return { status: 200, body: { json: { shares: shares.map(shareView) } } }
  },
})
