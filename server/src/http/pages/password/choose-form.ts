import { IsthmusError } from '../../../platform/errors.ts'
import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { goOnAs } from '../sign-in/go-on-as.ts'
import { speechOf } from '../speech-of.ts'
import { choosePage, linkOverPage } from './render-choose.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/reset-password/:token',
  access: 'none',
  body: 'stream',
  summary: 'Chooses a password by a link from a mail, once, and signs its browser in.',
  async handle(call) {
    const { application, tenant, params, headers } = call
    const { accounts } = application
    requireOwnPage(headers, tenant)
    const form = await readForm(call.stream, headers['content-type'])
    const speech = await speechOf(call)
    const { token = '' } = params
    const password = form.get('password') ?? ''
    try {
      const { username } = await accounts.completePasswordLink(tenant.id, { token, password })
      return await goOnAs(call, { username, password }, '/')
    } catch (error) {
      if (!(error instanceof IsthmusError)) throw error
      if (error.code === 'not-found') return linkOverPage(speech, 'ask-anew')
      if (error.code !== 'validation-failed' || error.errors === undefined) throw error
      const link = await accounts.readPasswordLink(tenant.id, token)
      return choosePage({ speech, token, link, problem: speech.words.passwordInvalid, status: 422 })
    }
  },
})
