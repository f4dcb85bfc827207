import { IsthmusError } from '../../../platform/errors.ts'
import { defineRoute } from '../../route.ts'
import { linkOverPage } from '../password/render-choose.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { speechOf } from '../speech-of.ts'
import { verifiedPage, verifyPage } from './render-verify.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/verify-email/:token',
  access: 'none',
  body: 'none',
  summary: 'Verifies an e-mail address, signed in or not.',
  async handle(call) {
    const { application, tenant, params, headers } = call
    const { accounts } = application
    const { token = '' } = params
    requireOwnPage(headers, tenant)
    const speech = await speechOf(call)
    try {
      return verifiedPage(speech, (await accounts.verifyEmail(tenant.id, token)).address)
    } catch (error) {
      if (!(error instanceof IsthmusError)) throw error
      if (error.code === 'not-found') return linkOverPage(speech, 'settings')
      if (error.code !== 'conflict') throw error
      return verifyPage(speech, token, { problem: speech.words.verifyTaken, status: 409 })
    }
  },
})
