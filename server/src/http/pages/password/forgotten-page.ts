import { defineRoute } from '../../route.ts'
import { speechFor } from '../words.ts'
import { forgottenPage } from './render-forgotten.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/reset-password',
  access: 'none',
  body: 'none',
  summary: 'The page on which somebody who has forgotten their password asks for a mail.',
  async handle({ application: { mail }, tenant, headers, rawUrl }) {
    return forgottenPage({
      speech: speechFor(headers['accept-language']),
      hasMail: await mail.isConfigured(tenant.id),
      sent: rawUrl.endsWith('?sent'),
    })
  },
})
