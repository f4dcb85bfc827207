import { defineRoute } from '../../route.ts'
import { speechFor } from '../words.ts'
import { setupGonePage, setupPage } from './render-setup.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/setup/:token',
  access: 'none',
  body: 'none',
  summary: 'The page on which the first administrator makes an account.',
  async handle({ application: { accounts }, tenant, params: { token = '' }, headers }) {
    const speech = speechFor(headers['accept-language'])
    if (!(await accounts.isSetupOpen(tenant.id, token))) return setupGonePage(speech)
    return setupPage({ speech, tenant, token })
  },
})
