import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { flagValue, idValue, limitValue } from './api-values.ts'
import { notificationOutput, notificationView } from './notification-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/notifications',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    limit: limitValue(500, 50),
    before: idValue.exactOptional().describe('the id of the last one of the page before'),
    unread: flagValue.describe('only new ones'),
  }),
  summary: 'Lists what the user was told, newest first, and counts what is new.',
  output: z.strictObject({
    notifications: z.array(notificationOutput),
    unread: z.int().min(0).describe('how many are new, on all pages'),
  }),
  async handle({ application, actor, query }) {
    const { items, unread } = await application.activity.listNotifications(actor, query)
    return { status: 200, body: { json: { notifications: items.map(notificationView), unread } } }
  },
})
