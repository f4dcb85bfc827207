import {
  generateKey,
  importPublicJwk,
  keyFromJwks,
  type PrivateKey,
  publicJwk,
  type Refusal,
  type SigningOptions,
  signMessage,
  signMessageWithContent,
  type VerificationKey,
} from '@isthmus/http-signatures'
import { beforeAll, describe, expect, it } from 'vitest'
import { peerHost } from '../testing/scripted-peer.ts'
import { type IncomingRequest, type VerifyRequestOptions, verifyRequest } from './verify-request.ts'

const north = peerHost('drive.north.example')
const now = 1_788_000_000_000
const created = now / 1000
const components = ['@method', '@target-uri', 'content-digest', 'content-length']
const unsigned: IncomingRequest = {
  method: 'POST',
  url: 'https://files.south.example/ocm/shares',
  headers: { 'content-type': 'application/json', date: 'Sat, 29 Aug 2026 10:40:00 GMT' },
  body: Buffer.from('{"sender":"ida@drive.north.example"}'),
}

let key: PrivateKey
beforeAll(async () => {
  key = await generateKey(`${north}#k1`, 'Ed25519')
})

async function signed(options: Partial<SigningOptions> = {}, request = unsigned): Promise<IncomingRequest> {
  const fields = await signMessageWithContent(request, {
    key,
    components,
    label: 'sig',
    tag: 'ocm',
    created,
    ...options,
  })
  return { ...request, headers: { ...request.headers, ...fields } }
}

function verify(request: IncomingRequest, options: Partial<VerifyRequestOptions> = {}) {
  const findKey = async (keyId: string) => keyFromJwks({ keys: [publicJwk(key)] }, keyId)
  return verifyRequest(request, { claimedHost: north, findKey, now, ...options })
}

describe('a signed request', () => {
  it('proves who sent it', async () => {
    expect(await verify(await signed())).toEqual({ ok: true, evidence: 'signature', keyId: key.keyId })
  })

  it('OCM-SIG-3: is refused when it was changed, also where signatures are optional', async () => {
    const request = await signed()
    const tampered = { ...request, body: Buffer.from('{"sender":"eve@drive.north.example"}') }
    expect(await verify(tampered)).toMatchObject({ ok: false, status: 400, reason: 'digest-mismatch' })
    expect(await verify({ ...request, url: `${request.url}?x` })).toMatchObject({
      ok: false,
      status: 401,
      reason: 'signature-invalid',
    })
  })

  it.each(components)('OCM-SIG-12: is refused when it does not cover %s', async (component) => {
    const request = await signed({ components: components.filter((covered) => covered !== component) })
    expect(await verify(request)).toMatchObject({ ok: false, status: 401, reason: 'component-missing' })
  })

  it.each(['created', 'keyid'])('OCM-SIG-12: is refused without the parameter %s', async (parameter) => {
    const request = await signed()
    const input = String(request.headers['Signature-Input']).replace(
      new RegExp(`;${parameter}=("[^"]*"|\\d+)`),
      '',
    )
    const headers = { ...request.headers, 'Signature-Input': input }
    expect(await verify({ ...request, headers })).toMatchObject({
      ok: false,
      status: 401,
      reason: 'parameter-missing',
    })
  })

  it.each([
    [created - 300, true],
    [created - 301, false],
    [created + 60, true],
    [created + 61, false],
  ])('OCM-SIG-13: made at %i is fresh: %s', async (at, fresh) => {
    expect((await verify(await signed({ created: at }))).ok).toBe(fresh)
  })

  it('OCM-SIG-14: is refused when one of several digests is wrong', async () => {
    const request = await signed()
    const { 'Signature-Input': _input, Signature: _signature, ...headers } = request.headers
    const wrong = Buffer.alloc(64).toString('base64')
    const described = {
      ...headers,
      'Content-Digest': `${String(headers['Content-Digest'])}, sha-512=:${wrong}:`,
    }
    const fields = await signMessage(
      { ...request, headers: described },
      { key, components, label: 'x', tag: 'ocm', created },
    )
    const doubled = { ...request, headers: { ...described, ...fields } }
    expect(await verify(doubled)).toMatchObject({ ok: false, status: 400, reason: 'digest-mismatch' })
  })

  it('OCM-SIG-15: is judged by the signature with the tag; others, as of a proxy, are ignored', async () => {
    const proxied = await signed()
    const stranger = await generateKey('proxy', 'Ed25519')
    const fields = await signMessage(proxied, {
      key: stranger,
      components: ['@method'],
      label: 'ocm',
      created: 1,
    })
    const request = { ...proxied, headers: { ...proxied.headers, ...fields } }
    expect(await verify(request)).toMatchObject({ ok: true, evidence: 'signature' })
  })

  it('OCM-SIG-16: is refused when two signatures have the tag', async () => {
    const once = await signed({ label: 'a' })
    const fields = await signMessage(once, { key, components, label: 'b', tag: 'ocm', created })
    const request = { ...once, headers: { ...once.headers, ...fields } }
    expect(await verify(request)).toMatchObject({ ok: false, status: 401, reason: 'ambiguous-signature' })
  })

  it('OCM-SIG-17: counts as unsigned without the tag, but for a sole signature with the label ocm', async () => {
    for (const [label, evidence] of [
      ['sig1', 'none'],
      ['ocm', 'signature'],
    ] as const) {
      const fields = await signMessageWithContent(unsigned, { key, components, created, label })
      const request = { ...unsigned, headers: { ...unsigned.headers, ...fields } }
      expect(await verify(request)).toMatchObject({ ok: true, evidence })
    }
  })

  it('OCM-SIG-18: is refused when its key is not there, must not be used, or contradicts it', async () => {
    const request = await signed()
    const p256 = await generateKey(key.keyId, 'ES256')
    const answers: [string, VerificationKey | Refusal | undefined][] = [
      ['unknown-key', undefined],
      ['key-refused', importPublicJwk({ ...publicJwk(key), alg: undefined })],
      ['algorithm-mismatch', importPublicJwk(publicJwk(p256))],
    ]
    for (const [reason, answer] of answers) {
      const evidence = await verify(request, { findKey: async () => answer })
      expect(evidence).toMatchObject({ ok: false, status: 401, reason })
    }
  })

  it('OCM-SIG-20: is refused when its key is symmetric', async () => {
    const symmetric = importPublicJwk({ kty: 'oct', kid: key.keyId, alg: 'HS256', k: 'AAAA' })
    const evidence = await verify(await signed(), { findKey: async () => symmetric })
    expect(evidence).toMatchObject({ ok: false, status: 401, reason: 'key-refused' })
  })

  it('OCM-KEY-3: is verified with a key of the server that its payload names, wherever its keyid points', async () => {
    const asked: [string, string][] = []
    const south = peerHost('files.south.example')
    const findKey = async (keyId: string, host: string) => {
      asked.push([keyId, host])
      return undefined
    }
    await verify(await signed(), { claimedHost: south, findKey })
    expect(asked).toEqual([[key.keyId, south]])
  })

  it.each(['box.west.example', 'https://box.west.example/ocm'])(
    'OCM-SIG-22: of another server than the payload names is refused with 403 (%s)',
    async (signer) => {
      const stranger = await generateKey(`${signer}#k1`, 'Ed25519')
      expect(await verify(await signed({ key: stranger }))).toMatchObject({
        ok: false,
        status: 403,
        reason: 'signer-mismatch',
      })
    },
  )

  it('of a key with a free name that is not there is refused with 401', async () => {
    const stranger = await generateKey('a1b2c3', 'Ed25519')
    expect(await verify(await signed({ key: stranger }))).toMatchObject({
      status: 401,
      reason: 'unknown-key',
    })
  })

  it('OCM-SIG-23: is bound to the public URL of the receiver', async () => {
    const request = await signed()
    expect((await verify({ ...request, url: 'http://127.0.0.1:8080/ocm/shares' })).ok).toBe(false)
  })

  it('OCM-SIG-24: is refused when it comes again', async () => {
    const known = new Set<string>()
    const seen = async ({ fingerprint }: { fingerprint: string }) =>
      known.size === known.add(fingerprint).size
    const request = await signed()
    expect(await verify(request, { seen })).toMatchObject({ ok: true })
    expect(await verify(request, { seen })).toMatchObject({ ok: false, status: 401, reason: 'replayed' })
  })
})

describe('an unsigned request', () => {
  it('OCM-SIG-4: proves nothing, and is not refused for that', async () => {
    expect(await verify(unsigned)).toEqual({ ok: true, evidence: 'none' })
  })

  it('OCM-SIG-5: is refused by a server that has announced must-use-http-sig', async () => {
    expect(await verify(unsigned, { mustBeSigned: true })).toMatchObject({
      ok: false,
      status: 401,
      reason: 'unsigned',
    })
  })

  it('is also one with a signature of draft-cavage, which is another proof', async () => {
    const headers = {
      ...unsigned.headers,
      signature: 'keyId="https://x/ocm#signature",headers="date",signature="AA=="',
    }
    expect(await verify({ ...unsigned, headers })).toEqual({ ok: true, evidence: 'none' })
  })
})
