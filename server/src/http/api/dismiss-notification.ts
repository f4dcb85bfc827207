import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/notifications/:id',
  access: 'user',
  body: 'none',
  summary: 'Dismisses a notification for good.',
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    await application.activity.dismiss(actor, idParam(params['id']))
    return { status: 204 }
  },
})
