import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { tenantOutput, tenantView } from './tenant-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/tenants',
  access: 'admin',
  body: 'none',
  summary: 'Lists the clouds of this installation. For its operator alone.',
  output: z.strictObject({ tenants: z.array(tenantOutput) }),
  async handle({ application, actor }) {
    const tenants = await application.accounts.listTenants(actor)
    return { status: 200, body: { json: { tenants: tenants.map(tenantView) } } }
  },
})
