import type { Readable } from 'node:stream'
import type { WebAnswer, WebClient } from './web-client.ts'

/** A client of the tus protocol (https://tus.io/protocols/resumable-upload). */
export interface TusUploads {
  /** @param metadata - as text, by key */
  create(length: number, metadata: Readonly<Record<string, string>>): Promise<WebAnswer>
  /** @param location - what the creation answered in `Location` */
  offset(location: string): Promise<WebAnswer>
  send(location: string, offset: number, body: Uint8Array | string | Readable): Promise<WebAnswer>
  end(location: string): Promise<WebAnswer>
  /** Beyond the protocol: makes the file of one that has come whole and was refused. */
  place(location: string, placing: { readonly path?: string; readonly conflict?: string }): Promise<WebAnswer>
}

/** @param origin - of the server, without a slash at the end */
export function createTusUploads(web: WebClient, origin: string, authorization: string): TusUploads {
  const ask = (
    method: string,
    location: string,
    headers: Record<string, string> = {},
    body?: Uint8Array | string | Readable,
  ) =>
    web.fetch({
      method,
      url: new URL(location, origin).href,
      headers: { authorization, 'tus-resumable': '1.0.0', ...headers },
      ...(body !== undefined && { body }),
    })
  return {
    create: (length, metadata) =>
      ask('POST', '/api/v1/uploads', {
        'upload-length': String(length),
        'upload-metadata': Object.entries(metadata)
          .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      }),
    offset: (location) => ask('HEAD', location),
    send: (location, offset, body) =>
      ask(
        'PATCH',
        location,
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        body,
      ),
    end: (location) => ask('DELETE', location),
    place: (location, placing) =>
      ask('POST', `${location}/place`, { 'content-type': 'application/json' }, JSON.stringify(placing)),
  }
}
