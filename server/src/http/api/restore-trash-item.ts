import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { pathView } from './file-entry-view.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceQuery } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/trash/:id/restore',
  access: 'user',
  body: 'none',
  query: spaceQuery,
  summary: 'Takes something out of the trash, back to where it was or as near as there still is a folder.',
  output: z.strictObject({ path: z.string().describe('where it is now') }),
  errors: [
    'not-found',
    'node-not-found',
    'trash-item-not-found',
    'conflict',
    'node-locked',
    'insufficient-storage',
  ],
  async handle({ application, actor, params, query }) {
    const work = application.files.restoreFromTrash(actor, query.space, idParam(params['id']))
    return { status: 200, body: { json: { path: pathView(await inWordsOfApi(work)) } } }
  },
})
