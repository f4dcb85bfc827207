import { type SigningKey, signMessageWithContent } from '@isthmus/http-signatures'
import { withDeadline } from '../deadline.ts'
import { chooseProfile } from '../peers/choose-profile.ts'
import { type HttpRequest, type HttpResponse, readBody, type SendHttp } from '../transport.ts'
import { type TransportFailure, transportFailure } from '../transport-failure.ts'
import type { Discovery } from '../wire/discovery.ts'

/** To whom a message goes, and how. */
export interface PeerRequestOptions {
  /** Of the peer. */
  discovery: Discovery
  /** How requests leave this program. */
  send: SendHttp
  /** Ours. Requests to peers that verify signatures are signed with it. */
  signingKey?: SigningKey
  /** Epoch milliseconds. */
  now: number
  /**
   * What tells the signature from those of equal requests in the same second, such as a repetition after a crash: a
   * receiver may take each signature only once. New for each message, unpredictable.
   */
  nonce?: string
  /** Default: 30 s. */
  timeoutMs?: number
  /** Gives up; its reason is thrown. */
  signal?: AbortSignal
}

/** What a POST gave; `json` is undefined when the body is no JSON, too large or broken off. */
export type PostAnswer =
  | { answered: true; status: number; headers: Record<string, string>; json: unknown }
  | ({ answered: false } & TransportFailure)

const defaultTimeoutMs = 30_000
const maxAnswerBytes = 64 * 1024

/** Sends a body to a peer, signed if it wants that. Redirects are not followed: they are an answer like any other. */
export async function post(
  url: string,
  content: { type: string; body: Uint8Array<ArrayBuffer> },
  options: PeerRequestOptions,
): Promise<PostAnswer> {
  const { send, timeoutMs = defaultTimeoutMs } = options
  const request = await signed(unsignedRequest(url, content), options)
  let response: HttpResponse | undefined
  try {
    return await withDeadline(timeoutMs, options.signal, async (signal) => {
      response = await send(request, { signal })
      return answered(response, await readJson(response))
    })
  } catch (error) {
    options.signal?.throwIfAborted()
    const failure = transportFailure(error)
    // The status is the answer. What is missing is only the body.
    return response ? answered(response, undefined) : { answered: false, ...failure }
  }
}

function unsignedRequest(url: string, { type, body }: { type: string; body: Uint8Array<ArrayBuffer> }) {
  const headers = {
    accept: 'application/json',
    'content-type': type,
    // Signatures cover it, so it must not be left to the transport.
    'content-length': `${body.byteLength}`,
  }
  return { method: 'POST', url, headers, body } satisfies HttpRequest
}

/** OCM 1.4, Signing: these components, `created` and `keyid`, exactly one signature with the tag `ocm`. */
async function signed(request: HttpRequest, options: PeerRequestOptions): Promise<HttpRequest> {
  const { signingKey, discovery, now, nonce } = options
  if (!signingKey || chooseProfile(discovery).signature(discovery) === 'none') return request
  const fields = await signMessageWithContent(request, {
    key: signingKey,
    components: ['@method', '@target-uri', 'content-digest', 'content-length'],
    // Verifiers from before the tag look for the label.
    label: 'ocm',
    tag: 'ocm',
    created: Math.floor(now / 1000),
    ...(nonce !== undefined && { nonce }),
  })
  const headers = {
    ...request.headers,
    'content-digest': fields['Content-Digest'],
    'signature-input': fields['Signature-Input'],
    signature: fields.Signature,
  }
  return { ...request, headers }
}

function answered({ status, headers }: HttpResponse, json: unknown): PostAnswer {
  return { answered: true, status, headers, json }
}

async function readJson(response: HttpResponse): Promise<unknown> {
  const body = await readBody(response, maxAnswerBytes)
  if (!body.ok) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(body.bytes))
  } catch {
    return undefined
  }
}
