import { z } from 'zod'
import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/openapi.json',
  access: 'none',
  body: 'none',
  summary: 'Describes this API for programs (OpenAPI 3.1).',
  output: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
  async handle({ application, tenant }) {
    const servers = [{ url: tenant.publicUrl }]
    return { status: 200, body: { json: { ...application.describeApi(), servers } } }
  },
})
