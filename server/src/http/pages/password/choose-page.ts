import { IsthmusError } from '../../../platform/errors.ts'
import { defineRoute } from '../../route.ts'
import { speechOf } from '../speech-of.ts'
import { choosePage, linkOverPage } from './render-choose.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/reset-password/:token',
  access: 'none',
  body: 'none',
  summary: 'The page on which somebody chooses a password, by a link from a mail.',
  async handle(call) {
    const { application, tenant, params } = call
    const { accounts } = application
    const { token = '' } = params
    const speech = await speechOf(call)
    try {
      return choosePage({ speech, token, link: await accounts.readPasswordLink(tenant.id, token) })
    } catch (error) {
      if (!(error instanceof IsthmusError) || error.code !== 'not-found') throw error
      return linkOverPage(speech, 'ask-anew')
    }
  },
})
