import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['GET', 'HEAD'],
  path: '/.well-known/jwks.json',
  access: 'none',
  body: 'none',
  summary: 'The public keys with which this server signs (RFC 7517).',
  async handle({ application, tenant }) {
    return {
      status: 200,
      headers: { 'cache-control': 'max-age=3600' },
      body: { json: await application.federation.jwks(tenant.id) },
    }
  },
})
