import { fault } from '../../platform/errors.ts'
import { parseAuthorization } from '../authenticate.ts'
import { defineRoute } from '../route.ts'
import { answerDav, methods } from './answer-dav.ts'

export const route = defineRoute({
  surface: 'dav',
  methods,
  path: '/dav/ocm/:share/*',
  access: 'none',
  body: 'stream',
  summary: 'A share for the recipient’s cloud, over WebDAV (OCM 1.4, Resource Access).',
  async handle(call) {
    const { application, tenant, params, headers } = call
    const shareId = params['share'] ?? ''
    const credential = credentialOf(headers['authorization'])
    if (credential === undefined) {
      throw fault('unauthorized', { detail: 'Show the access token of the share.' })
    }
    const opened = await application.shares.openShare(tenant.id, shareId, credential)
    if (!opened.ok) {
      throw refusals[opened.reason]()
    }
    return answerDav(call, opened.tree, `/dav/ocm/${shareId}`)
  },
})

const refusals = {
  unauthorized: () => fault('unauthorized', { detail: 'Nothing here is opened by that.' }),
  gone: () => fault('share-not-found', { detail: 'This share is over.' }),
  blocked: () => fault('forbidden', { detail: 'This cloud wants nothing to do with yours.' }),
}

/** With Basic the secret is the user name, and the password is empty or the same again (OCM 1.4, Resource Access). */
function credentialOf(authorization: string | undefined): string | undefined {
  const credential = parseAuthorization(authorization)
  if (credential?.scheme !== 'basic') return credential?.token
  const { name, password } = credential
  return password === '' || password === name ? name : undefined
}
