import { importPrivateJwk, keyFromJwks } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { exchangeToken } from './client/exchange-token.ts'
import { sendShare } from './client/send-share.ts'
import { verifyRequest } from './receiver/verify-request.ts'
import { peerDiscovery, peerHost, scriptedPeer } from './testing/scripted-peer.ts'
import { shareOffer } from './testing/share-offer.ts'

const seed = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64url')

/** Both servers sign with the key of the seed 00 01 02 … 1f. */
function jwk(kid: string) {
  const x = 'A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg'
  return { kty: 'OKP', crv: 'Ed25519', alg: 'Ed25519', use: 'sig', kid, x, d: seed } as const
}

function signatureInput(created: number, kid: string, label: string): string {
  const components = '("@method" "@target-uri" "content-digest" "content-length")'
  return `${label}=${components};created=${created};keyid="${kid}";alg="ed25519";tag="ocm"`
}

const vectors = {
  share: {
    created: 1_788_000_000,
    keyId: 'drive.north.example#k1',
    url: 'https://files.south.example/ocm/shares',
    body: '{"shareWith":"noor@files.south.example","name":"Survey 2026","providerId":"sh-0f31","owner":"ida@drive.north.example","sender":"ida@drive.north.example","senderDisplayName":"Ida","shareType":"user","resourceType":"folder","protocol":{"name":"multi","webdav":{"uri":"sh-0f31","sharedSecret":"q7Zr-1nT0","permissions":["read"],"requirements":["must-exchange-token"]}}}',
    length: '366',
    digest: 'sha-256=:83MR3BBmF3A+Vj2oTfflsK+sIkHKiGW90vy5V/KKOPw=:',
    signature: ':KCGDuYRlGKDI+46W7SAAnuGf7AV/WlVQSaq3X1ElKjoFWdG/4ENP5q/JWhpoxff/4D7vHAfrY0VL9/Gj0kNLDQ==:',
  },
  token: {
    created: 1_788_000_060,
    keyId: 'files.south.example#k1',
    url: 'https://drive.north.example/ocm/token',
    body: 'grant_type=authorization_code&client_id=files.south.example&code=q7Zr-1nT0',
    length: '74',
    digest: 'sha-256=:VeYdewJAEaaEUtJMG5bXPcTrs4PJWZX+mOaXVrvuLjQ=:',
    signature: ':sSZfyR2vy3FSHX0vgF01/PPDT+YVEVx88kUMGHVwKxWtMHq6tZLQwmOKJY+s6t5imaxm6ZG4OorMhs2HMnOSAQ==:',
  },
}

/** What the client of this package puts on the wire for a vector. */
const clients = {
  share: async () => {
    const peer = scriptedPeer(() => ({ status: 201 }))
    const { created, keyId } = vectors.share
    const offer = shareOffer()
    await sendShare(
      { ...offer, providerId: 'sh-0f31', webdav: { ...offer.webdav, relativeUri: 'sh-0f31' } },
      {
        discovery: peerDiscovery({ capabilities: ['http-sig'] }),
        send: peer.send,
        signingKey: importPrivateJwk(jwk(keyId)),
        now: created * 1000,
      },
    )
    return peer.requests[0]
  },
  token: async () => {
    const peer = scriptedPeer(() => ({ status: 400 }))
    const { created, keyId, url } = vectors.token
    await exchangeToken(
      { clientId: peerHost('files.south.example'), code: 'q7Zr-1nT0' },
      {
        discovery: peerDiscovery(
          { capabilities: ['http-sig', 'exchange-token'], tokenEndPoint: url },
          'drive.north.example',
        ),
        send: peer.send,
        signingKey: importPrivateJwk(jwk(keyId)),
        now: created * 1000,
      },
    )
    return peer.requests[0]
  },
}

describe.each(['share', 'token'] as const)('the signed test vector "%s"', (name) => {
  const { created, keyId, url, body, length, digest, signature } = vectors[name]

  it('verifies', async () => {
    const headers = {
      'content-length': length,
      'content-digest': digest,
      'signature-input': signatureInput(created, keyId, 'ocmsig'),
      signature: `ocmsig=${signature}`,
    }
    const { d: _, ...publicKey } = jwk(keyId)
    const evidence = await verifyRequest(
      { method: 'POST', url, headers, body: Buffer.from(body) },
      {
        claimedHost: peerHost(keyId.replace('#k1', '')),
        findKey: async (asked) => keyFromJwks({ keys: [publicKey] }, asked),
        now: created * 1000,
      },
    )
    expect(evidence).toEqual({ ok: true, evidence: 'signature', keyId })
  })

  it('is what the client sends, byte for byte but for the label', async () => {
    const request = await clients[name]()
    expect(request?.url).toBe(url)
    expect(Buffer.from(request?.body ?? '').toString()).toBe(body)
    expect(request?.headers).toMatchObject({
      'content-length': length,
      'content-digest': digest,
      'signature-input': signatureInput(created, keyId, 'ocm'),
      signature: `ocm=${signature}`,
    })
  })
})
