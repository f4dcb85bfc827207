import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/spaces/:id',
  access: 'user',
  body: 'none',
  query: z.strictObject({ name: z.string().max(256).describe('of the space, once more, to confirm') }),
  summary: 'Deletes the space of a team with everything in it, for good, for its managers.',
  errors: ['not-found', 'space-not-found'],
  async handle({ application, actor, params, query }) {
    await application.files.deleteSpace(actor, idParam(params['id']), query)
    return { status: 204 }
  },
})
