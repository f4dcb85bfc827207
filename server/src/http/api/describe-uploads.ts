import { defineRoute } from '../route.ts'
import { tusVersion } from './answer-tus.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['OPTIONS'],
  path: '/api/v1/uploads',
  access: 'none',
  body: 'none',
  summary: 'Says what of the tus protocol is spoken here (tus 1.0.0, OPTIONS), and how large a file may be.',
  async handle({ application: { config } }) {
    const { uploadSize } = config.limits
    return {
      status: 204,
      headers: {
        'tus-resumable': tusVersion,
        'tus-version': tusVersion,
        'tus-extension': 'creation,expiration,termination',
        ...(Number.isFinite(uploadSize) && { 'tus-max-size': String(uploadSize) }),
      },
    }
  },
})
