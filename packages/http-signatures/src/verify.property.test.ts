import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  checkDigest,
  type Fields,
  generateKey,
  isRefusal,
  keyFromJwks,
  type Message,
  type PrivateKey,
  type PublicJwk,
  publicJwk,
  type RequestMessage,
  type ResponseMessage,
  signMessageWithContent,
  type Verification,
  verifyMessage,
} from './index.ts'

const created = 1_788_000_000

const algorithms = ['Ed25519', 'ES256', 'ES384', 'RS256', 'PS512'] as const
const keys = new Map<string, PrivateKey>()
const jwks: { keys: PublicJwk[] } = { keys: [] }
beforeAll(async () => {
  for (const algorithm of algorithms) {
    const key = await generateKey(algorithm, algorithm)
    keys.set(algorithm, key)
    jwks.keys.push(publicJwk(key))
  }
})

function keyOf(algorithm: string): PrivateKey {
  const key = keys.get(algorithm)
  if (key === undefined) throw new Error(`there is no key of ${algorithm}`)
  return key
}

function verify(message: Message, select: 'only' | { tag: string } = 'only'): Promise<Verification> {
  return verifyMessage(message, {
    policy: {
      select,
      requiredComponents: [],
      requiredParameters: ['created'],
      maxAgeSeconds: 300,
      maxFutureSkewSeconds: 60,
      structuredFields: { 'x-dict': 'dictionary' },
    },
    now: created * 1000,
    findKey: async (keyId) => keyFromJwks(jwks, keyId),
  })
}

const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
const visible = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/)
const path = fc.stringMatching(/^(\/[A-Za-z0-9._~%!$&'()*+,;=:@-]{0,10}){1,4}$/)
const query = fc.stringMatching(/^(\?[A-Za-z0-9._~%&=+/-]{0,20})?$/)
const derived = ['@method', '@target-uri', '@authority', '@scheme', '@request-target', '@path', '@query']

const messages = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PROPFIND'),
    target: fc.tuple(path, query).map((parts) => `https://cloud.example:8443${parts.join('')}`),
    fields: fc.dictionary(
      token.map((name) => `x-${name}`),
      fc.oneof(visible, fc.array(visible, { minLength: 1, maxLength: 3 })),
      { maxKeys: 4 },
    ),
    body: fc.uint8Array({ maxLength: 50 }),
    nonce: visible,
    bytes: fc.boolean(),
    algorithm: fc.constantFrom(...algorithms),
  })
  .map(({ method, target, fields, body, nonce, bytes, algorithm }) => ({
    algorithm,
    message: { method, url: target, headers: fields, body } satisfies RequestMessage,
    components: [
      ...derived,
      'content-digest',
      'content-length',
      ...Object.keys(fields).map((name) => (bytes ? `${name};bs` : name)),
    ],
    nonce,
  }))

type Sample = typeof messages extends fc.Arbitrary<infer T> ? T : never

async function signed({
  message,
  components,
  nonce,
  algorithm,
}: Sample): Promise<RequestMessage & { body: Uint8Array }> {
  const key = keyOf(algorithm)
  const fields = await signMessageWithContent(message, { key, components, label: 'sig', created, nonce })
  return { ...message, headers: { ...message.headers, ...fields } }
}

describe('whatever the message', () => {
  it('what was signed verifies, with any algorithm and nonce', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async (sample) => {
        expect(await verify(await signed(sample))).toMatchObject({ ok: true, components: sample.components })
      }),
    )
  })

  it('a changed character in the method, the URL, a covered field, the body or the signature fails', async () => {
    const places = fc.constantFrom(
      'method',
      'url',
      'body',
      'field',
      'Signature',
      'Signature-Input',
      'Content-Digest',
    )
    await fc.assert(
      fc.asyncProperty(messages, places, fc.nat(), async (sample, place, position) => {
        const message = await signed(sample)
        const changed = changedAt(message, place, position)
        fc.pre(changed !== undefined)
        expect(await verify(changed)).toMatchObject({ ok: false })
      }),
    )
  })

  it('a response is bound to its status, its trailers and its request as well', async () => {
    const components = [
      '@status',
      'content-digest',
      'x-dict;sf',
      'x-dict;key="b"',
      'x-trailer;tr',
      '@method;req',
      '@target-uri;req',
      'x-of-request;bs;req',
    ]
    const responses = fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      value: token,
      number: fc.integer({ min: 0, max: 99_999 }),
      trailer: visible,
      requested: fc.array(visible, { minLength: 1, maxLength: 3 }),
      target: path.map((text) => `https://cloud.example${text}`),
      body: fc.uint8Array({ maxLength: 50 }),
    })
    type Parts = typeof responses extends fc.Arbitrary<infer T> ? T : never
    const responseOf = ({
      status,
      value,
      number,
      trailer,
      requested,
      target,
      body,
    }: Parts): ResponseMessage => ({
      status,
      headers: { 'x-dict': `a=${value},  b=(1.0  ${number});q` },
      trailers: { 'x-trailer': trailer },
      body,
      request: { method: 'PUT', url: target, headers: { 'x-of-request': requested } },
    })
    const structuredFields = { 'x-dict': 'dictionary' } as const
    await fc.assert(
      fc.asyncProperty(
        responses,
        responses,
        fc.constantFrom(...algorithms),
        async (parts, others, algorithm) => {
          const response = responseOf(parts)
          const options = { key: keyOf(algorithm), components, label: 'sig', created, structuredFields }
          const fields = await signMessageWithContent(response, options)
          const signedAs = (message: ResponseMessage) => ({
            ...message,
            headers: { ...message.headers, ...fields },
          })
          expect(await verify(signedAs(response))).toMatchObject({ ok: true, components })
          for (const part of Object.keys(parts) as (keyof Parts)[]) {
            const changed = responseOf({ ...parts, [part]: others[part] })
            const same = JSON.stringify(parts[part]) === JSON.stringify(others[part])
            expect((await verify(signedAs(changed))).ok, part).toBe(same)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('garbage in the signature fields is refused and never throws', async () => {
    const fragments = fc.array(
      fc.constantFrom(
        ...'sig=(")@;:,?*%1 \\\t\r\n\0\u00e9aA/+-.'.split(''),
        '"@method"',
        ';d=@-12',
        ';s=%"%c3%a9"',
        ';n=-999999999999.999',
        ';b=:AA==:',
        ';t=*tok/en',
        ';f=?0',
        ';d=@999999999999999',
        ';created=1',
        ';tag="ocm"',
        'sig=()',
        ':AA==:',
      ),
      { maxLength: 40 },
    )
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fragments.map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(garbage, garbage, garbage, fc.boolean(), async (input, signature, digest, tagged) => {
        const headers: Fields = { 'signature-input': input, signature, 'content-digest': digest }
        const message = { method: 'GET', url: 'https://a.example/', headers, body: new Uint8Array() }
        const outcome = await verify(message, tagged ? { tag: 'ocm' } : 'only')
        expect(outcome.ok).toBe(false)
        expect(isRefusal(checkDigest(digest, message.body))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

function changedAt(
  message: RequestMessage & { body: Uint8Array },
  place: string,
  position: number,
): RequestMessage | undefined {
  if (place === 'body') {
    const body = Uint8Array.from(message.body)
    const index = position % Math.max(body.length, 1)
    if (body.length === 0) return { ...message, body: Uint8Array.of(position % 256) }
    body[index] = (body[index] ?? 0) ^ (1 << (position % 8))
    return { ...message, body }
  }
  if (place === 'method') return { ...message, method: changedText(message.method, position) }
  if (place === 'url') return { ...message, url: changedText(message.url, position) }
  const names =
    place === 'field' ? Object.keys(message.headers).filter((name) => name.startsWith('x-')) : [place]
  const name = names[position % Math.max(names.length, 1)]
  const value = name === undefined ? undefined : message.headers[name]
  if (name === undefined || value === undefined) return undefined
  const [first = '', ...others] = typeof value === 'string' ? [value] : value
  return { ...message, headers: { ...message.headers, [name]: [changedText(first, position), ...others] } }
}

// The last character of a Base64 text counts with its upper two bits only, and a host may differ in case: the
// replacement differs in those bits, and is never the other case of what it replaces.
function changedText(text: string, position: number): string {
  const index = position % text.length
  const character = text[index] ?? ''
  const replacement = /[Q-Za-f]/.test(character) ? 'w' : character === 'x' ? 'Y' : 'X'
  return text.slice(0, index) + replacement + text.slice(index + 1)
}
