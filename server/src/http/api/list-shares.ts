import { z } from 'zod'
import type { FieldRule } from '../../platform/field-rules.ts'
import { defineRoute } from '../route.ts'
import { idValue, pageQuery, pathValue } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { shareOutput, viewShares } from './share-view.ts'
import { spaceValue } from './space-query.ts'

const query = pageQuery
  .extend({
    path: pathValue.exactOptional().describe('only those of what is there'),
    space: spaceValue,
    node: idValue.exactOptional().describe('only those of the file or folder with this id'),
  })
  .refine(({ path, node }) => path === undefined || node === undefined, {
    path: ['node'],
    message: 'not-with-path' satisfies FieldRule,
  })
  .refine(({ path, space }) => space === undefined || path !== undefined, {
    path: ['space'],
    message: 'needs-path' satisfies FieldRule,
  })

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/shares',
  access: 'user',
  body: 'none',
  query,
  summary:
    'Lists what the user shares, newest first. With `path` or `node`, the shares of one thing: also those of others who pass on what is the user’s, without those that were taken back or have expired.',
  output: z.strictObject({ shares: z.array(shareOutput) }),
  errors: ['node-not-found'],
  async handle(call) {
    const { application, actor } = call
    const { path, space, node, ...page } = call.query
    const thing = path === undefined ? node : { path, ...(space !== undefined && { spaceId: space }) }
    const found = await inWordsOfApi(
      thing === undefined
        ? application.shares.listShares(actor, page)
        : application.shares.listSharesOf(actor, thing, page),
    )
    return { status: 200, body: { json: { shares: await viewShares(call, found) } } }
  },
})
