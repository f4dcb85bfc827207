import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { generateKey, type JoseAlgorithm, type PrivateKey, publicJwk } from '@isthmus/http-signatures'
import { discoveryDocument } from '@isthmus/ocm'
import type { CertificateFlaw } from './flawed-certificate.ts'

export interface FakePeerOptions {
  /** Whether it announces signatures and publishes a key. Default: true. */
  readonly signs?: boolean
  /** Default: Ed25519. */
  readonly algorithm?: JoseAlgorithm
  /** Whether it announces a token endpoint. Default: false. */
  readonly exchangesTokens?: boolean
  /** The name in its certificate. Default: its own. */
  readonly certifiedAs?: string
  /** What is wrong with its certificate. */
  readonly flaw?: CertificateFlaw
}

/** A request as it arrived at a fake peer. */
export interface PeerRequest {
  readonly method: string
  /** Request target as it came. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** What a fake peer does with a request; `hang`: it never answers, `cut`: it hangs up. */
export type PeerAnswer =
  | 'hang'
  | 'cut'
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      /** An object is sent as JSON. */
      readonly body?: string | Uint8Array | Readable | object
      /** Hangs up after the body, whatever length the headers promise. */
      readonly thenCut?: true
    }

export type PeerScript = PeerAnswer | ((request: PeerRequest) => PeerAnswer)

/** A server with a name in the network that does what a test tells it, truth and lies. */
export interface FakePeer extends AsyncDisposable {
  readonly host: string
  /** On loopback. */
  readonly port: number
  /** The key that its key set publishes. */
  readonly key: PrivateKey
  /** All that it got so far. */
  readonly requests: readonly PeerRequest[]
  /**
   * What it does with certain requests from now on; the latest word counts. It begins with an honest discovery
   * document and key set, 201 for all that is posted to `/ocm/`, and 404 for the rest.
   * @param route - `POST /ocm/shares`; a final `*` stands for whatever follows
   */
  answer(route: string, script: PeerScript): void
}

/**
 * @param host - its name
 * @param tls - certificate and key for that name, PEM
 */
export async function startFakePeer(
  host: string,
  tls: { certificate: string; key: string },
  { signs = true, algorithm = 'Ed25519', exchangesTokens = false }: FakePeerOptions = {},
): Promise<FakePeer> {
  const key = await generateKey(`${host}#key`, algorithm)
  const requests: PeerRequest[] = []
  const scripts: { route: string; script: PeerScript }[] = []
  const server = createServer({ cert: tls.certificate, key: tls.key }, (message, response) => {
    void respond(message, response)
  })

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = message
    const body = await Array.fromAsync(message as AsyncIterable<Buffer>).catch(() => [])
    const request = { method, url, headers, body: Buffer.concat(body) }
    requests.push(request)
    const script = scripts.findLast(({ route }) => matches(route, `${method} ${url}`))?.script
    act(response, typeof script === 'function' ? script(request) : (script ?? { status: 404 }))
  }

  const answer = (route: string, script: PeerScript) => void scripts.push({ route, script })
  answer('GET /.well-known/ocm', { status: 200, body: documentOf(host, { signs, exchangesTokens }) })
  if (signs) answer('GET /.well-known/jwks.json', { status: 200, body: { keys: [publicJwk(key)] } })
  answer('POST /ocm/*', { status: 201, body: {} })

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host,
    port: (server.address() as AddressInfo).port,
    key,
    requests,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function documentOf(
  host: string,
  { signs, exchangesTokens }: { signs: boolean; exchangesTokens: boolean },
): object {
  return discoveryDocument({
    provider: host,
    endPoint: `https://${host}/ocm`,
    webdavPath: '/dav/',
    ...(signs ? { jwksUri: `https://${host}/.well-known/jwks.json` } : {}),
    ...(exchangesTokens ? { tokenEndPoint: `https://${host}/ocm/token` } : {}),
  })
}

function matches(route: string, request: string): boolean {
  return route.endsWith('*') ? request.startsWith(route.slice(0, -1)) : request === route
}

function act(response: ServerResponse, answer: PeerAnswer): void {
  if (answer === 'hang') return
  if (answer === 'cut') {
    response.destroy()
    return
  }
  const { status, headers = {}, body = '', thenCut } = answer
  if (body instanceof Readable) {
    response.writeHead(status, headers)
    body.pipe(response)
    return
  }
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array)
  const bytes = isJson ? JSON.stringify(body) : body
  response.writeHead(status, { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers })
  if (thenCut) response.write(bytes, () => response.destroy())
  else response.end(bytes)
}
