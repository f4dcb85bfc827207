import { beforeAll, describe, expect, it } from 'vitest'
import {
  generateKey,
  importPublicJwk,
  type PrivateKey,
  publicJwk,
  type RequestMessage,
  type SigningOptions,
  signMessage,
  signMessageWithContent,
  verifyMessage,
} from './index.ts'

const request: RequestMessage = {
  method: 'POST',
  url: 'https://cloud.example/ocm/shares',
  headers: { 'Content-Type': 'application/json' },
  body: Buffer.from('{}'),
}

let key: PrivateKey
let options: SigningOptions
beforeAll(async () => {
  key = await generateKey('cloud.example#k1', 'Ed25519')
  options = { key, components: ['@method'], label: 'ocm', created: 1_788_000_000 }
})

describe('signing a message', () => {
  it('writes created, keyid, alg and tag in this order', async () => {
    const signed = await signMessage(request, { ...options, tag: 'ocm' })
    expect(signed['Signature-Input']).toBe(
      'ocm=("@method");created=1788000000;keyid="cloud.example#k1";alg="ed25519";tag="ocm"',
    )
    expect(signed.Signature).toMatch(/^ocm=:[A-Za-z0-9+/]{86}==:$/)
  })

  it('writes the optional parameters before tag', async () => {
    const signed = await signMessage(request, {
      ...options,
      expires: 1_788_000_300,
      nonce: 'n"1',
      tag: 'ocm',
    })
    expect(signed['Signature-Input']).toContain(';alg="ed25519";expires=1788000300;nonce="n\\"1";tag="ocm"')
  })

  it('leaves out alg where the algorithm has no HTTP name', async () => {
    const signed = await signMessage(request, { ...options, key: await generateKey('k', 'RS512') })
    expect(signed['Signature-Input']).toBe('ocm=("@method");created=1788000000;keyid="k"')
  })

  it('describes the content first, whatever the message said of it', async () => {
    const stale = { ...request, headers: { 'content-length': '99', 'CONTENT-DIGEST': 'sha-256=:AAAA:' } }
    const signed = await signMessageWithContent(stale, {
      ...options,
      components: ['content-digest', 'content-length'],
      digestAlgorithms: ['sha-256', 'sha-512'],
    })
    expect(signed['Content-Length']).toBe('2')
    expect(signed['Content-Digest']).toMatch(/^sha-256=:RBNvo1WzZ4oRRq0W9.*, sha-512=:/)
    expect(await verified({ ...request, headers: { ...signed } })).toMatchObject({ ok: true })
  })

  it('takes a message without a body as an empty one', async () => {
    const { body: _, ...bodiless } = request
    const signed = await signMessageWithContent(bodiless, { ...options, components: ['content-digest'] })
    expect(signed).toMatchObject({
      'Content-Length': '0',
      'Content-Digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
    })
  })

  it('keeps the signatures that the message has, and both verify', async () => {
    const first = await signMessage(request, { ...options, label: 'first' })
    const relayed = { ...request, headers: { ...request.headers, ...first } }
    const second = await signMessage(relayed, { ...options, label: 'second', components: ['@authority'] })
    const message = { ...request, headers: { ...relayed.headers, ...second } }
    expect(await verified(message, 'first')).toMatchObject({ ok: true, components: ['@method'] })
    expect(await verified(message, 'second')).toMatchObject({ ok: true, components: ['@authority'] })
  })

  it('signs a response together with parts of its request', async () => {
    const response = { status: 201, headers: {}, request }
    const components = ['@status', '@method;req', 'content-type;req']
    const signed = await signMessage(response, { ...options, components })
    expect(await verified({ ...response, headers: { ...signed } })).toMatchObject({ ok: true, components })
    const elsewhere = { ...response, headers: { ...signed }, request: { ...request, method: 'PUT' } }
    expect(await verified(elsewhere)).toMatchObject({ reason: 'signature-invalid' })
  })

  it.each([
    ['a component that the message lacks', { components: ['date'] }, /no field date/],
    ['a component that cannot be read', { components: ['"@method'] }, /./],
    ['a component twice', { components: ['@method', '@method'] }, /more than once/],
    ['a label in upper case', { label: 'OCM' }, /./],
    ['a label in use', { label: 'used' }, /label used/],
    ['a time in milliseconds', { created: 1_788_000_000_000 }, /created/],
    ['a time with a fraction', { created: 1_788_000_000.5 }, /created/],
    ['an expiry in milliseconds', { expires: 1_788_000_000_000 }, /expires/],
    ['a tag beyond ASCII', { tag: '\u00e9' }, /./],
  ])('throws for %s', async (_, change, message) => {
    const signedBefore = { ...request, headers: { signature: 'used=:AA==:', 'signature-input': 'used=()' } }
    await expect(signMessage(signedBefore, { ...options, ...change })).rejects.toThrow(message)
  })
})

function verified(
  message: Parameters<typeof verifyMessage>[0],
  label = 'ocm',
): ReturnType<typeof verifyMessage> {
  return verifyMessage(message, {
    policy: {
      select: { label },
      requiredComponents: [],
      requiredParameters: ['created', 'keyid'],
      maxAgeSeconds: 0,
      maxFutureSkewSeconds: 0,
    },
    now: 1_788_000_000_000,
    findKey: async () => importPublicJwk(publicJwk(key)),
  })
}
