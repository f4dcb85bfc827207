import { defineRoute } from '../route.ts'
import { hostOfCall } from './host-of-call.ts'
import { requireReachable, tenantInput, tenantOutput, tenantView } from './tenant-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/tenants/:host',
  access: 'admin',
  body: 'json',
  input: tenantInput,
  summary: 'Gives a cloud another address; other clouds go on knowing the old one. For the operator alone.',
  output: tenantOutput,
  errors: ['invalid-address', 'not-found', 'tenant-exists'],
  async handle(call) {
    const { application, actor, input } = call
    requireReachable(input.publicUrl, application.config)
    const tenant = await application.accounts.renameTenant(actor, hostOfCall(call), input.publicUrl)
    return { status: 200, body: { json: tenantView(tenant) } }
  },
})
