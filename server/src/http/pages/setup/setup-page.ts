import { defineRoute } from '../../route.ts'
import { speechOf } from '../speech-of.ts'
import { setupGonePage, setupPage } from './render-setup.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/setup/:token',
  access: 'none',
  body: 'none',
  summary: 'The page on which the first administrator makes an account.',
  async handle(call) {
    const { application, tenant, params } = call
    const { accounts } = application
    const { token = '' } = params
    const speech = await speechOf(call)
    if (!(await accounts.isSetupOpen(tenant.id, token))) return setupGonePage(speech)
    return setupPage({ speech, tenant, token })
  },
})
