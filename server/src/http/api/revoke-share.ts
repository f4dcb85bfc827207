import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/shares/:id',
  access: 'user',
  body: 'none',
  summary: 'Takes a share back.',
  errors: ['not-found', 'share-not-found'],
  async handle({ application, actor, params }) {
    await application.shares.revokeShare(actor, idParam(params['id']))
    return { status: 204 }
  },
})
