/**
 * The port through which everything of this package leaves the machine. The program brings the HTTP client: pools,
 * certificates, proxies and the guard against private addresses are its affair.
 */

/** A request, ready to be written as it is: no header may be added that the signature would have to cover. */
export interface HttpRequest {
  method: string
  /** Absolute, http or https. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

/** An answer whose head has arrived. The body must be read or its iterator closed, else the connection stays busy. */
export interface HttpResponse {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: AsyncIterable<Uint8Array>
}

/**
 * Sends one request and gives its answer, whatever the status; it never follows a redirect.
 *
 * It rejects only when there is no answer, with an error whose `code` (or that of its `cause`) tells why: the codes of
 * Node.js and undici (`ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_CONNECT_TIMEOUT` …). An error without any code
 * counts as a fault of the program and is thrown on.
 */
export type SendHttp = (request: HttpRequest, options?: { signal?: AbortSignal }) => Promise<HttpResponse>

/** The outcome of `readBody`. */
export type BodyRead = { ok: true; bytes: Uint8Array } | { ok: false; reason: 'too-large' }

/**
 * Collects the body of an answer or of a request, but no more of it than allowed: reading stops at the chunk that goes
 * over the limit.
 *
 * @param maxBytes - the largest body that is accepted
 * @throws what the body's iterator throws when the connection breaks
 */
export async function readBody(message: Pick<HttpResponse, 'body'>, maxBytes: number): Promise<BodyRead> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of message.body) {
    size += chunk.byteLength
    if (size > maxBytes) return { ok: false, reason: 'too-large' }
    chunks.push(chunk)
  }
  return { ok: true, bytes: Buffer.concat(chunks) }
}
