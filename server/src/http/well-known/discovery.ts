import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['GET', 'HEAD'],
  path: '/.well-known/ocm',
  access: 'none',
  body: 'none',
  summary: 'What this server is to other clouds (OCM 1.4, discovery).',
  async handle({ application, tenant }) {
    return {
      status: 200,
      headers: { 'cache-control': 'max-age=3600' },
      body: { json: await application.federation.discoveryDocument(tenant) },
    }
  },
})
