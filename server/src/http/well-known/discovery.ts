import { defineRoute } from '../route.ts'
import { ownDocument } from './own-document.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['GET', 'HEAD'],
  path: '/.well-known/ocm',
  access: 'none',
  body: 'none',
  summary: 'What this server is to other clouds (OCM 1.4, discovery).',
  async handle({ application, tenant, headers }) {
    return ownDocument({ headers }, await application.federation.discoveryDocument(tenant))
  },
})
