import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/me/emails/:address/verification',
  access: 'user',
  body: 'none',
  summary: 'Sends the mail again by which an address is verified.',
  status: 202,
  errors: ['not-found', 'conflict', 'too-many-requests', 'mail-not-configured'],
  async handle({ application, actor, params }) {
    await application.accounts.askForVerification(actor, params['address'] ?? '')
    return { status: 202 }
  },
})
