import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixture from './fixtures/rfc9530/digests.json' with { type: 'json' }
import { checkDigest, createDigest, DigestWriter, digestChecker, isRefusal } from './index.ts'

interface Vector {
  readonly section: string
  readonly title: string
  readonly content?: string
  readonly contentHex?: string
  readonly field: string
}

const vectors: readonly Vector[] = fixture.digests

const hello = Buffer.from('{"hello": "world"}')
const sha256 = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:'
const sha512 =
  'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:'
const wrong = 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'

describe('the digests that RFC 9530 prints', () => {
  it.each(vectors)('$section, $title: matches', ({ content = '', contentHex, field }) => {
    const bytes = contentHex === undefined ? Buffer.from(content) : Buffer.from(contentHex, 'hex')
    expect(checkDigest(field, bytes)).toMatchObject({ ok: true })
  })

  it('B.11, in a trailer: is written and checked while the chunks pass', () => {
    const chunks = ['{"hello"', ': "world', '"}\n'].map((chunk) => Buffer.from(chunk))
    const writer = new DigestWriter()
    for (const chunk of chunks) writer.update(chunk)
    const trailer = writer.fieldValue()
    expect(trailer).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:')

    const checker = digestChecker(trailer)
    if (isRefusal(checker)) throw new Error(checker.detail)
    for (const chunk of chunks) checker.update(chunk)
    expect(checker.result()).toMatchObject({ ok: true })
    expect(checkDigest(trailer.replace('=:', '==:'), Buffer.concat(chunks))).toMatchObject({
      reason: 'malformed',
    })
  })

  it('are written as they are printed', () => {
    expect(createDigest(hello)).toBe(sha256)
    expect(createDigest(hello, ['sha-512', 'sha-256'])).toBe(`${sha512}, ${sha256}`)
  })
})

describe('checking a digest', () => {
  it('demands that every digest we know matches', () => {
    expect(checkDigest(`${sha256}, ${sha512}`, hello)).toEqual({
      ok: true,
      algorithms: ['sha-256', 'sha-512'],
    })
    expect(checkDigest(`${wrong}, ${sha512}`, hello)).toMatchObject({ reason: 'digest-mismatch' })
    expect(checkDigest([sha512, wrong], hello)).toMatchObject({ reason: 'digest-mismatch' })
  })

  it('ignores digests we do not know, but not when there is no other', () => {
    expect(checkDigest(`md5=:AAAA:, sha-1024=12, ${sha256}`, hello)).toEqual({
      ok: true,
      algorithms: ['sha-256'],
    })
    expect(checkDigest('md5=:Sd/dVLAcvNLSq16eXua5uQ==:', hello)).toMatchObject({
      reason: 'digest-unsupported',
    })
    expect(checkDigest('', hello)).toMatchObject({ reason: 'digest-unsupported' })
  })

  it.each([
    'sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=',
    'SHA-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    'sha-256="X48E"',
    'sha-256=(:X48E:)',
    'sha-256',
    `${sha256},`,
    'a\nb',
    `${sha256}, a="${'a'.repeat(20_000)}"`,
  ])('refuses a malformed field: %.60s', (field) => {
    expect(checkDigest(field, hello)).toMatchObject({ reason: 'malformed' })
  })

  it('refuses a digest of a wrong length', () => {
    expect(checkDigest('sha-256=:X48E:', hello)).toMatchObject({ reason: 'digest-mismatch' })
    expect(checkDigest('sha-256=::', hello)).toMatchObject({ reason: 'digest-mismatch' })
  })

  it('gives the same outcome in pieces as at once, and fails for any other content', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, fc.nat(), (contents, position) => {
        const whole = Buffer.concat(contents)
        const writer = new DigestWriter(['sha-256', 'sha-512'])
        for (const piece of contents) writer.update(piece)
        const field = writer.fieldValue()
        expect(field).toBe(createDigest(whole, ['sha-256', 'sha-512']))

        const checker = digestChecker(field)
        if (isRefusal(checker)) throw new Error(checker.detail)
        for (const piece of contents) checker.update(piece)
        expect(checker.result()).toMatchObject({ ok: true })
        expect(checkDigest(field, otherThan(whole, position))).toMatchObject({ reason: 'digest-mismatch' })
      }),
    )
  })

  it('cannot write a digest of no algorithm', () => {
    expect(() => createDigest(hello, [])).toThrow()
  })
})

function otherThan(content: Uint8Array, position: number): Uint8Array {
  if (content.length === 0) return Uint8Array.of(0)
  const other = Uint8Array.from(content)
  const index = position % other.length
  other[index] = (other[index] ?? 0) ^ 1
  return other
}
