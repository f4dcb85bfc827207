import { defineRoute } from '../route.ts'
import { notificationChoicesInput, notificationChoicesOutput } from './notification-choices-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/me/notification-choices',
  access: 'user',
  body: 'json',
  input: notificationChoicesInput,
  summary: 'Changes what the user is told of in the app and by mail; what is not named stays.',
  output: notificationChoicesOutput,
  async handle({ application, actor, input }) {
    const choices = await application.activity.changeNotificationChoices(actor, input.choices)
    return { status: 200, body: { json: { choices } } }
  },
})
