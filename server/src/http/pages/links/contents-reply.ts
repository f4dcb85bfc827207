import { detachBody, handleDav } from '@isthmus/webdav'
import { attachmentOf } from '../../contents/attachment-of.ts'
import { conditionsOf } from '../../contents/conditions-of.ts'
import { sandbox, shownAs } from '../../contents/shown-as.ts'
import type { Call, Reply } from '../../route.ts'
import { privateHeaders } from '../page-reply.ts'
import { gonePage, refusalPage } from '../render-refusal.ts'
import { linkHref } from './link-address.ts'
import type { Visit } from './render-parts.ts'

/**
 * Sends a file, or parts of it: with `?download` to be kept, with `?view` to be looked at where that is safe. What users
 * store never runs on the origin of this server: it is shown as one of a few types that run nothing, and in a sandbox.
 */
export async function contentsReply(
  call: Pick<Call, 'method' | 'headers' | 'stream' | 'tenant'>,
  { link, address: { token, path, query }, speech }: Visit,
): Promise<Reply> {
  const headers = conditionsOf(call.headers)
  const body = detachBody(call.stream)
  const request = { method: call.method, path, trailingSlash: false, headers, body }
  const mount = { mountPath: linkHref(token, []), origins: [call.tenant.publicUrl] }
  const answer = await handleDav(request, link.tree, mount).finally(() => body.destroy())
  // A folder has no contents.
  if (answer.status === 404 || answer.status === 405) return gonePage(speech)
  if (answer.status >= 400 && answer.status !== 416) {
    const back = linkHref(token, path)
    return refusalPage(speech, { status: answer.status, message: speech.words.gone, back })
  }
  const name = path.at(-1) ?? link.name
  const contentType = answer.headers['content-type'] ?? ''
  const shown = query.has('view') ? shownAs({ contentType, name }) : undefined
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...privateHeaders,
      ...(shown ?? { 'content-security-policy': sandbox, 'content-disposition': attachmentOf(name) }),
    },
  }
}
