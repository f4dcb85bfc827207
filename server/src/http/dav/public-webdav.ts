import { fault } from '../../platform/errors.ts'
import { parseAuthorization } from '../authenticate.ts'
import { type Call, defineRoute, type Reply } from '../route.ts'
import { answerDav, methods } from './answer-dav.ts'

const mountPath = '/public.php/webdav'

export const route = defineRoute({
  surface: 'dav',
  methods,
  path: '/public.php/webdav/*',
  access: 'none',
  body: 'stream',
  summary:
    'A public link over WebDAV, with its token as the user name; and, for clouds of the ownCloud family, a share by its secret.',
  async handle(call) {
    const credential = parseAuthorization(call.headers['authorization'])
    if (credential?.scheme === 'basic') {
      return (await answerLink(call, credential)) ?? (await answerShare(call, credential.name)) ?? refuse()
    }
    return (credential && (await answerShare(call, credential.token))) ?? refuse()
  },
})

/** One answer for all that opens nothing: clouds of that family take a share that is over for one that never was. */
function refuse(): never {
  throw fault('unauthorized', { detail: 'Nothing here is opened by that.' })
}

async function answerLink(
  call: Call<'none', undefined, undefined>,
  { name: token, password }: { readonly name: string; readonly password: string },
): Promise<Reply | undefined> {
  const { application, tenant, clientAddress } = call
  const opened = await application.shares.openLink(tenant.id, token, { address: clientAddress, password })
  return opened.ok ? answerDav(call, opened.link.tree, mountPath) : undefined
}

/** The credential selects the share; peers may name it in the path as well, as they do at the newer address. */
async function answerShare(
  call: Call<'none', undefined, undefined>,
  credential: string,
): Promise<Reply | undefined> {
  const { application, tenant, rawUrl } = call
  const opened = await application.shares.openShare(tenant.id, undefined, credential)
  if (!opened.ok) {
    if (opened.reason !== 'blocked') return undefined
    throw fault('forbidden', { detail: 'This cloud wants nothing to do with yours.' })
  }
  const named = `${mountPath}/${opened.shareId}`
  const isNamed = `${rawUrl.replace(/\?.*$/s, '')}/`.startsWith(`${named}/`)
  return answerDav(call, opened.tree, isNamed ? named : mountPath)
}
