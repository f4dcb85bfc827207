import { detachBody, handleDav } from '@isthmus/webdav'
import type { Call, Reply } from '../route.ts'
import { linkHref } from './link-address.ts'
import { privateHeaders } from './page-reply.ts'
import { previewKindOf } from './preview-kind.ts'
import type { Visit } from './render-parts.ts'
import { gonePage, refusalPage } from './render-refusal.ts'

/** Conditions and ranges; nothing else of a request matters to who reads a file. */
const usedHeaders = [
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
] as const

/**
 * Sends a file, or parts of it: with `?download` to be kept, with `?view` to be looked at where that is safe. What users
 * store never runs on the origin of this server: it is shown as one of a few types that run nothing, and in a sandbox.
 */
export async function contentsReply(
  call: Pick<Call, 'method' | 'headers' | 'stream' | 'tenant'>,
  { link, address: { token, path, query }, speech }: Visit,
): Promise<Reply> {
  const headers = Object.fromEntries(usedHeaders.map((name) => [name, call.headers[name]]))
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
  const shown = query.has('view') ? shownAs(answer.headers['content-type'] ?? '') : undefined
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...privateHeaders,
      ...(shown ?? { 'content-security-policy': sandbox, 'content-disposition': attachmentOf(name) }),
    },
  }
}

const sandbox = "default-src 'none'; sandbox"

/** @returns `undefined` for what is downloaded instead */
function shownAs(contentType: string): Record<string, string> | undefined {
  switch (previewKindOf({ contentType, size: 0 })) {
    case 'image':
    case 'audio':
    case 'video':
      return { 'content-security-policy': sandbox, 'content-disposition': 'inline' }
    case 'text':
      return {
        'content-security-policy': sandbox,
        'content-disposition': 'inline',
        'content-type': 'text/plain; charset=utf-8',
      }
    case 'pdf':
      // Browsers show a PDF in a program of their own, which some keep out of a sandbox.
      return { 'content-security-policy': "frame-ancestors 'none'", 'content-disposition': 'inline' }
    case undefined:
      return undefined
  }
}

/** A `Content-Disposition` under which a browser keeps a file (RFC 6266). @param name - any name of a file */
export function attachmentOf(name: string): string {
  const plain = name.replaceAll(/[^ -~]|["\\%]/g, '_')
  // RFC 8187 3.2.1
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
