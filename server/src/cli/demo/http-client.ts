/** A person's program: asks a cloud over HTTP with a user name and a password, like any client. */
export interface HttpClient {
  /**
   * @param path - absolute, encoded
   * @returns whatever the server answers; the body is for the caller to consume
   */
  send(method: string, path: string, options?: HttpOptions): Promise<Response>
}

export interface HttpOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | AsyncIterable<Uint8Array>
}

export function createHttpClient(
  publicUrl: string,
  { name, password }: { name: string; password: string },
  signal: AbortSignal,
): HttpClient {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  return {
    send(method, path, { headers = {}, body } = {}) {
      return fetch(`${publicUrl}${path}`, {
        method,
        headers: { ...headers, authorization },
        signal,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : ReadableStream.from(body) }),
        // A body that streams is sent before the answer is read (Fetch, RequestInit.duplex).
        duplex: 'half',
      })
    },
  }
}
