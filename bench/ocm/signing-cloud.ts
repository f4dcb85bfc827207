import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** Another cloud, with no more to it than its messages need: discovery, a key, and requests that it has signed. */
export interface SigningCloud extends AsyncDisposable {
  /** `127.0.0.1:4711` */
  readonly host: string
  /** The bodies of shares that it was sent. */
  readonly received: readonly { readonly protocol: { readonly webdav: { readonly sharedSecret: string } } }[]
  /**
   * A signed POST as it goes over the wire (RFC 9421, RFC 9530; OCM 1.4, Signing), in Latin-1.
   * @param port - of the server on this machine that it is for
   */
  post(port: number, path: string, contentType: string, body: string): string
}

export async function openSigningCloud(): Promise<SigningCloud> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const received: SigningCloud['received'][number][] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const found = request.method === 'GET' ? documents[request.url ?? ''] : {}
      if (request.url === '/ocm/shares') received.push(JSON.parse(body) as (typeof received)[number])
      const status = found === undefined ? 404 : request.method === 'GET' ? 200 : 201
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const keyId = `${host}#key`
  const documents: Record<string, object> = {
    '/.well-known/ocm': {
      enabled: true,
      apiVersion: '1.4.0',
      endPoint: `http://${host}/ocm`,
      provider: 'Bench',
      resourceTypes: [{ name: 'folder', shareTypes: ['user'], protocols: { webdav: '/dav/' } }],
      capabilities: ['http-sig', 'exchange-token', 'notifications', 'protocol-object'],
      criteria: [],
      jwksUri: `http://${host}/jwks.json`,
      tokenEndPoint: `http://${host}/ocm/token`,
    },
    '/jwks.json': {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'EdDSA', use: 'sig' }],
    },
  }
  return {
    host,
    received,
    post: (port, path, contentType, body) =>
      signedPost({ privateKey, keyId }, { port, path, contentType, body }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function signedPost(
  { privateKey, keyId }: { privateKey: KeyObject; keyId: string },
  { port, path, contentType, body }: { port: number; path: string; contentType: string; body: string },
): string {
  const content = Buffer.from(body)
  const digest = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`
  const created = Math.floor(Date.now() / 1000)
  const nonce = randomBytes(16).toString('base64url')
  const parameters =
    '("@method" "@target-uri" "content-digest" "content-length")' +
    `;created=${created};nonce="${nonce}";keyid="${keyId}";alg="ed25519";tag="ocm"`
  // RFC 9421 2.5
  const base = [
    '"@method": POST',
    `"@target-uri": http://127.0.0.1:${port}${path}`,
    `"content-digest": ${digest}`,
    `"content-length": ${content.length}`,
    `"@signature-params": ${parameters}`,
  ].join('\n')
  const signature = sign(null, Buffer.from(base), privateKey).toString('base64')
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: ${contentType}\r\n` +
    `content-length: ${content.length}\r\ncontent-digest: ${digest}\r\n` +
    `signature-input: ocm=${parameters}\r\nsignature: ocm=:${signature}:\r\n\r\n${content.toString('latin1')}`
  )
}
