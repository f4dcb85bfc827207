import { Readable } from 'node:stream'
import { readMultipart } from '../../forms/read-multipart.ts'
import type { Call, Reply } from '../../route.ts'
import { privateHeaders } from '../page-reply.ts'
import { linkHref } from './link-address.ts'
import type { Visit } from './render-parts.ts'

/**
 * Stores the files of a form in the folder where it was sent, each as it arrives; none replaces another one. When one
 * of them is refused, those before it stay.
 */
export async function receiveFiles(
  { stream, headers }: Pick<Call, 'stream' | 'headers'>,
  { link, address: { token, path } }: Visit,
  boundary: string,
): Promise<Reply> {
  const names: string[] = []
  // Destroying the request would take the connection with it, and the reason for a refusal.
  const source = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
  for await (const { filename, contents } of readMultipart(source, boundary)) {
    // A browser sends an empty name where no file was chosen.
    if (filename === undefined || filename === '') continue
    const body = Readable.from(contents, { objectMode: false })
    names.push((await link.tree.add(path, filename, body)).name)
  }
  if (headers['accept']?.startsWith('application/json') === true) {
    return { status: 201, headers: privateHeaders, body: { json: { added: names } } }
  }
  const location = linkHref(token, path, `added=${names.length}`)
  return { status: 303, headers: { ...privateHeaders, location } }
}
