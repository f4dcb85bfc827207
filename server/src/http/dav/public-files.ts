import { fault } from '../../platform/errors.ts'
import { parseAuthorization } from '../authenticate.ts'
import { defineRoute } from '../route.ts'
import { answerDav, methods } from './answer-dav.ts'

export const route = defineRoute({
  surface: 'dav',
  methods,
  path: '/public.php/dav/files/:token/*',
  access: 'none',
  body: 'stream',
  summary:
    'A public link over WebDAV, with its token in the address; its password, where it has one, by Basic.',
  async handle(call) {
    const { application, tenant, params, headers, clientAddress } = call
    const token = params['token'] ?? ''
    const credential = parseAuthorization(headers['authorization'])
    const password = credential?.scheme === 'basic' ? credential.password : undefined
    const opened = await application.shares.openLink(tenant.id, token, { address: clientAddress, password })
    if (opened.ok) return answerDav(call, opened.link.tree, `/public.php/dav/files/${token}`)
    throw opened.reason === 'gone'
      ? fault('not-found')
      : fault('unauthorized', { detail: 'This link has a password: send it with any user name (Basic).' })
  },
})
