import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idValue } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/notifications/read',
  access: 'user',
  body: 'json',
  input: z.strictObject({ upTo: idValue.describe('the id of the newest one that the user has seen') }),
  summary: 'Notes that the user has seen all notifications up to one.',
  async handle({ application, actor, input: { upTo } }) {
    await application.activity.markAllRead(actor, upTo)
    return { status: 204 }
  },
})
