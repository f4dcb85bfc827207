import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/spaces/:id/quota',
  access: 'admin',
  body: 'json',
  input: z.strictObject({ quota: z.int().min(0).nullable().describe('bytes; null for no limit') }),
  summary: 'Sets how much a space may hold; what is there already stays.',
  errors: ['not-found', 'space-not-found'],
  async handle({ application, actor, params, input }) {
    await application.files.setQuota(actor, idParam(params['id']), input.quota ?? undefined)
    return { status: 204 }
  },
})
