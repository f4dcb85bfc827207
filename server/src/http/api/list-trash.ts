import { z } from 'zod'
import type { FieldRule } from '../../platform/field-rules.ts'
import { defineRoute } from '../route.ts'
import { limitValue } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceValue } from './space-query.ts'
import { trashItemOutput, trashItemView } from './trash-item-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/trash',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    space: spaceValue,
    limit: limitValue(500, 100),
    after: z
      .string()
      .regex(/^[0-9]{1,15}-[0-9]{1,15}$/, 'not-a-page' satisfies FieldRule)
      .exactOptional()
      .describe('what the page before gave as `next`'),
  }),
  summary: 'Lists what is in the trash, what was deleted last first.',
  output: z.strictObject({ items: z.array(trashItemOutput), next: z.string().nullable() }),
  errors: ['node-not-found'],
  async handle({ application, actor, query }) {
    const { space, ...page } = query
    const { items, next } = await inWordsOfApi(application.files.listTrash(actor, space, page))
    return { status: 200, body: { json: { items: items.map(trashItemView), next: next ?? null } } }
  },
})
