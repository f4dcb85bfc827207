import { z } from 'zod'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { defineRoute } from '../route.ts'
import { momentOutput, momentView } from './api-values.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/setup-links',
  access: 'admin',
  body: 'none',
  summary: 'Makes a link by which whoever opens it becomes the first administrator; it works once.',
  output: z.object({ url: z.url(), expiresAt: momentOutput }),
  status: 201,
  errors: ['conflict'],
  async handle({ application: { accounts }, tenant, actor }) {
    const link = await accounts.makeSetupLink(actor)
    if (link === undefined) {
      throw fault('conflict', {
        because: because('administered-already'),
      })
    }
    const { token, expiresAt } = link
    const url = `${tenant.publicUrl}/setup/${token}`
    return { status: 201, body: { json: { url, expiresAt: momentView(expiresAt) } } }
  },
})
