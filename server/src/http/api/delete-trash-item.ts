import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceQuery } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/trash/:id',
  access: 'user',
  body: 'none',
  query: spaceQuery,
  summary: 'Deletes something in the trash for good.',
  errors: ['not-found', 'node-not-found', 'trash-item-not-found'],
  async handle({ application, actor, params, query }) {
    await inWordsOfApi(application.files.deleteFromTrash(actor, query.space, idParam(params['id'])))
    return { status: 204 }
  },
})
