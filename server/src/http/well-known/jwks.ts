import { defineRoute } from '../route.ts'
import { ownDocument } from './own-document.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['GET', 'HEAD'],
  path: '/.well-known/jwks.json',
  access: 'none',
  body: 'none',
  summary: 'The public keys with which this server signs (RFC 7517).',
  async handle({ application, tenant, headers }) {
    return ownDocument({ headers }, await application.federation.jwks(tenant.id))
  },
})
