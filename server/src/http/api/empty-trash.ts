import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceQuery } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/trash',
  access: 'user',
  body: 'none',
  query: spaceQuery,
  summary: 'Deletes everything in the trash for good.',
  output: z.strictObject({ deleted: z.int().describe('how many items there were') }),
  errors: ['node-not-found'],
  async handle({ application, actor, query }) {
    const deleted = await inWordsOfApi(application.files.emptyTrash(actor, query.space))
    return { status: 200, body: { json: { deleted } } }
  },
})
