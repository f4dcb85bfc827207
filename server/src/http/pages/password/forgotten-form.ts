import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { sayRefusal } from '../say-fault.ts'
import { seeOther } from '../see-other.ts'
import { speechFor } from '../words.ts'
import { forgottenPage } from './render-forgotten.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/reset-password',
  access: 'none',
  body: 'stream',
  summary:
    'Sends a link to choose a new password, if there is such a user with an address; tells nobody which.',
  async handle({ application: { accounts, mail }, tenant, headers, stream, clientAddress }) {
    requireOwnPage(headers, tenant)
    const form = await readForm(stream, headers['content-type'])
    const login = (form.get('login') ?? '').trim().slice(0, 1024)
    try {
      await accounts.askForPasswordReset(tenant.id, { login, address: clientAddress })
      return seeOther('/reset-password?sent')
    } catch (error) {
      const speech = speechFor(headers['accept-language'])
      const said = sayRefusal(error, speech)
      if (said === undefined) throw error
      const hasMail = await mail.isConfigured(tenant.id)
      return forgottenPage({ speech, hasMail, sent: false, problem: said.message, status: said.status })
    }
  },
})
