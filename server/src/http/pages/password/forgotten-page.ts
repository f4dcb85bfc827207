import { defineRoute } from '../../route.ts'
import { speechOf } from '../speech-of.ts'
import { forgottenPage } from './render-forgotten.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/reset-password',
  access: 'none',
  body: 'none',
  summary: 'The page on which somebody who has forgotten their password asks for a mail.',
  async handle(call) {
    const { application, tenant, rawUrl } = call
    return forgottenPage({
      speech: await speechOf(call),
      hasMail: await application.mail.isConfigured(tenant.id),
      sent: rawUrl.endsWith('?sent'),
    })
  },
})
