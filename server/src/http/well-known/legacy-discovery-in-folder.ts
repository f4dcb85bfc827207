import { defineRoute } from '../route.ts'
import { ownDocument } from './own-document.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['GET', 'HEAD'],
  path: '/ocm-provider/',
  access: 'none',
  body: 'none',
  summary: 'The same as at /ocm-provider, for clouds that ask for a folder and follow no redirects.',
  async handle({ application, tenant, headers }) {
    return ownDocument({ headers }, await application.federation.legacyDiscoveryDocument(tenant))
  },
})
