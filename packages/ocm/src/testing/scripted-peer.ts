import { type PeerHost, parsePeerHost } from '../addresses.ts'
import type { HttpRequest, HttpResponse, SendHttp } from '../transport.ts'
import { type Discovery, readDiscovery } from '../wire/discovery.ts'

/** An answer of a scripted peer. An object as body goes out as JSON. */
export interface ScriptedAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string | object | AsyncIterable<Uint8Array>
}

/** A peer that answers from a script and remembers what it was asked. An Error stands for no answer at all. */
export function scriptedPeer(answer: (request: HttpRequest) => ScriptedAnswer | Error | Promise<never>) {
  const requests: HttpRequest[] = []
  const send: SendHttp = async (request) => {
    requests.push(request)
    const scripted = await answer(request)
    if (scripted instanceof Error) throw scripted
    return respond(scripted)
  }
  return { send, requests, urls: () => requests.map(({ url }) => url) }
}

/** The error of a transport with its code. */
export function transportError(code: string, message = code): Error {
  return Object.assign(new Error(message), { code })
}

/** A host that is known to be one. */
export function peerHost(text: string): PeerHost {
  const parsed = parsePeerHost(text)
  if (!parsed.ok) throw new Error(`no host: ${text}`)
  return parsed.host
}

/** What a peer says about itself, in its strict form. */
export function peerDiscovery(document: object = {}, host = 'files.south.example'): Discovery {
  const base = { enabled: true, apiVersion: '1.4.0', endPoint: `https://${host}/ocm`, resourceTypes: [] }
  const read = readDiscovery({ ...base, ...document }, peerHost(host), 'https')
  if (!read.ok) throw new Error(read.detail)
  return read.discovery
}

function respond({ status = 200, headers = {}, body = '' }: ScriptedAnswer): HttpResponse {
  if (typeof body === 'string') return { status, headers, body: bytes(body) }
  if (Symbol.asyncIterator in body) return { status, headers, body }
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes(JSON.stringify(body)),
  }
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
