import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/notifications/:id/read',
  access: 'user',
  body: 'none',
  summary: 'Notes that the user has seen a notification.',
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    await application.activity.markRead(actor, idParam(params['id']))
    return { status: 204 }
  },
})
