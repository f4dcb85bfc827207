import { defineRoute } from '../route.ts'
import { ownDocument } from './own-document.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['GET', 'HEAD'],
  path: '/ocm-provider',
  access: 'none',
  body: 'none',
  summary: 'What this server is to clouds that know OCM before 1.2.',
  async handle({ application, tenant, headers }) {
    return ownDocument({ headers }, await application.federation.legacyDiscoveryDocument(tenant))
  },
})
