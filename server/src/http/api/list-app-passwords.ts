import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { appPasswordOutput, appPasswordView } from './app-password-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/app-passwords',
  access: 'user',
  body: 'none',
  summary: 'Lists the user’s app passwords, without the passwords themselves.',
  output: z.strictObject({ appPasswords: z.array(appPasswordOutput) }),
  async handle({ application, actor }) {
    const appPasswords = await application.accounts.listAppPasswords(actor)
    return { status: 200, body: { json: { appPasswords: appPasswords.map(appPasswordView) } } }
  },
})
