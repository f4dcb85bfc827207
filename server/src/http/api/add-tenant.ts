import { defineRoute } from '../route.ts'
import { requireReachable, tenantInput, tenantOutput, tenantView } from './tenant-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/tenants',
  access: 'admin',
  body: 'json',
  input: tenantInput,
  status: 201,
  summary: 'Makes another cloud in this installation. For its operator alone.',
  output: tenantOutput,
  errors: ['tenant-exists'],
  async handle({ application, actor, input: { publicUrl } }) {
    requireReachable(publicUrl, application.config)
    const tenant = await application.accounts.addTenant(actor, publicUrl)
    return { status: 201, body: { json: tenantView(tenant) } }
  },
})
