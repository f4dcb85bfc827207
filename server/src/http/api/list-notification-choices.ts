import { defineRoute } from '../route.ts'
import { notificationChoicesOutput } from './notification-choices-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/me/notification-choices',
  access: 'user',
  body: 'none',
  summary: 'Shows what the user is told of in the app and by mail.',
  output: notificationChoicesOutput,
  async handle({ application, actor }) {
    const choices = await application.activity.listNotificationChoices(actor)
    return { status: 200, body: { json: { choices } } }
  },
})
