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
      throw opened.reason === 'gone'
        ? fault('share-not-found', { detail: 'This share is over.' })
        : fault('unauthorized', { detail: 'Nothing here is opened by that.' })
    }
    return answerDav(call, opened.tree, `/dav/ocm/${shareId}`)
  },
})

/** With Basic the secret is the user name, and the password is empty or the same again (OCM 1.4, Resource Access). */
function credentialOf(authorization: string | undefined): string | undefined {
  const credential = parseAuthorization(authorization)
  if (credential?.scheme !== 'basic') return credential?.token
  const { name, password } = credential
  return password === '' || password === name ? name : undefined
}
