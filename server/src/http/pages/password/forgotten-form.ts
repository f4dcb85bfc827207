import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { sayRefusal } from '../say-fault.ts'
import { seeOther } from '../see-other.ts'
import { speechOf } from '../speech-of.ts'
import { forgottenPage } from './render-forgotten.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/reset-password',
  access: 'none',
  body: 'stream',
  summary:
    'Sends a link to choose a new password, if there is such a user with an address; tells nobody which.',
  async handle(call) {
    const { application, tenant, headers, stream, clientAddress } = call
    const { accounts, mail } = application
    requireOwnPage(headers, tenant)
    const form = await readForm(stream, headers['content-type'])
    const login = (form.get('login') ?? '').trim().slice(0, 1024)
    try {
      await accounts.askForPasswordReset(tenant.id, { login, address: clientAddress })
      return seeOther('/reset-password?sent')
    } catch (error) {
      const speech = await speechOf(call)
      const said = sayRefusal(error, speech)
      if (said === undefined) throw error
      const hasMail = await mail.isConfigured(tenant.id)
      return forgottenPage({ speech, hasMail, sent: false, problem: said.message, status: said.status })
    }
  },
})
