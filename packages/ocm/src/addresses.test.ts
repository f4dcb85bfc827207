import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOcmAddress, ocmAddress, parseOcmAddress, parsePeerHost } from './addresses.ts'
import { fixture } from './testing/fixtures.ts'
import { peerHost } from './testing/scripted-peer.ts'

interface Sample {
  about: string
  input: string
}

const valid = fixture('addresses/valid.json') as (Sample & { identifier: string; host: string })[]
const invalid = fixture('addresses/invalid.json') as (Sample & { reason: string })[]

describe('an OCM address', () => {
  it.each(valid)('is read: $about', ({ input, identifier, host }) => {
    expect(parseOcmAddress(input)).toEqual({ ok: true, address: { identifier, host } })
  })

  it.each(invalid)('is refused: $about', ({ input, reason }) => {
    expect(parseOcmAddress(input)).toEqual({ ok: false, reason })
  })

  it('has 1024 bytes at most, however few characters that are', () => {
    const host = '@cloud.example'
    const longest = `${'\u4e2d'.repeat((1024 - host.length) / 3)}ab${host}`
    expect(Buffer.byteLength(longest)).toBe(1024)
    expect(parseOcmAddress(longest)).toMatchObject({ ok: true })
    expect(parseOcmAddress(`a${longest}`)).toEqual({ ok: false, reason: 'too-long' })
  })

  it('OCM-ADDR-4: is written without scheme and path', () => {
    const parsed = parseOcmAddress('plum@https://cloud-b.example/oc/')
    expect(parsed.ok && formatOcmAddress(parsed.address)).toBe('plum@cloud-b.example')
  })

  it('reads as itself once it was written', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('a', '@', 'h', ' ', ':', '/', '.', '443', 'https://', '[::1]'))
        .map((list) => list.join('')),
    )
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseOcmAddress(input)
        if (!parsed.ok) return
        expect(parseOcmAddress(formatOcmAddress(parsed.address))).toEqual(parsed)
      }),
      { numRuns: 300 },
    )
  })

  it('is issued for an identifier that an address can hold, and for no other', () => {
    const host = peerHost('cloud.example')
    expect(formatOcmAddress(ocmAddress('ann@mail.example', host))).toBe('ann@mail.example@cloud.example')
    for (const identifier of ['', '@ann', 'ann@cloud.example', 'a\nb']) {
      expect(() => ocmAddress(identifier, host)).toThrow(TypeError)
    }
  })
})

describe('the host of a peer', () => {
  it.each([
    ['Cloud.Example', 'cloud.example'],
    ['cloud.example.', 'cloud.example'],
    ['cloud.example:443', 'cloud.example'],
    ['cloud.example:08443', 'cloud.example:8443'],
    ['cloud.example:80', 'cloud.example:80'],
    ['http://cloud.example:80', 'cloud.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example.:8443', 'xn--bcher-kva.example:8443'],
    ['[::FFFF:192.0.2.1]:443', '[::ffff:c000:201]'],
  ])('has one spelling (%s)', (input, host) => {
    expect(parsePeerHost(input)).toEqual({ ok: true, host })
  })

  it.each([
    '',
    ' ',
    '.',
    '..',
    'a..',
    'a..b',
    '.a',
    'a b',
    'a\tb',
    'a@b',
    'user:pass@host',
    'host:',
    'host:0',
    'host:65536',
    'host:-1',
    'ex%61mple',
    '::1',
    '[::1]x',
    '[fe80::1%25eth0]',
    'ftp://host',
    `${'a'.repeat(60)}.`.repeat(5),
  ])('is not %j', (input) => {
    expect(parsePeerHost(input).ok).toBe(false)
  })
})
