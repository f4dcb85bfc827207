import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOcmAddress, ocmAddress, parseOcmAddress, parsePeerHost } from './addresses.ts'
import { peerHost } from './testing/scripted-peer.ts'

function read(input: string): string {
  const parsed = parseOcmAddress(input)
  return parsed.ok ? `${parsed.address.identifier} at ${parsed.address.host}` : parsed.reason
}

describe('an OCM address', () => {
  it('OCM-ADDR-1: is split at the last @', () => {
    expect(read('a@b@c.example')).toBe('a@b at c.example')
    expect(read('nomen@mail.example@cloud.example')).toBe('nomen@mail.example at cloud.example')
  })

  it('OCM-ADDR-2: has an opaque identifier in which case matters', () => {
    expect(read('Ida@c.example')).toBe('Ida at c.example')
    expect(read('ida@c.example')).toBe('ida at c.example')
    expect(read('idaé/:#x=@c.example')).toBe('idaé/:#x= at c.example')
  })

  it.each([
    ['u@cloud.example', 'u at cloud.example'],
    ['u@cloud.example:8443', 'u at cloud.example:8443'],
    ['u@192.0.2.7', 'u at 192.0.2.7'],
    ['u@192.0.2.7:8443', 'u at 192.0.2.7:8443'],
    ['u@[::1]', 'u at [::1]'],
    ['u@[::1]:8443', 'u at [::1]:8443'],
    ['u@[2001:DB8:0:0::1]', 'u at [2001:db8::1]'],
  ])(
    'OCM-ADDR-3: may have a name, an IPv4 or a bracketed IPv6 address and a port (%s)',
    (input, expected) => {
      expect(read(input)).toBe(expected)
    },
  )

  it.each([
    ['plum@https://cloud-b.example', 'plum at cloud-b.example'],
    ['plum@http://cloud-b.example:8080', 'plum at cloud-b.example:8080'],
    ['plum@HTTPS://Cloud-B.example/', 'plum at cloud-b.example'],
    ['plum@cloud-b.example/', 'plum at cloud-b.example'],
    ['plum@cloud-b.example/oc', 'plum at cloud-b.example'],
    ['plum@https://cloud-b.example/oc/', 'plum at cloud-b.example'],
    ['plum@cloud-b.example/oc/index.php/s/abc', 'plum at cloud-b.example'],
    ['plum@cloud-b.example\\oc', 'plum at cloud-b.example'],
    ['plum@cloud-b.example?x#y', 'plum at cloud-b.example'],
    ['plum@Cloud-B.example/OC', 'plum at cloud-b.example'],
    ['plum@mail.example@cloud-b.example', 'plum@mail.example at cloud-b.example'],
    ['plum@cloud-b.example:8443', 'plum at cloud-b.example:8443'],
    ['@plum@cloud-b.example', 'plum at cloud-b.example'],
    ['  plum@cloud-b.example ', 'plum at cloud-b.example'],
    ['plum@cloud-b.example@cloud-b.example', 'plum at cloud-b.example'],
    ['plum@https://cloud-b.example@cloud-b.example', 'plum at cloud-b.example'],
    ['plum@Cloud-b.example:443@cloud-b.example', 'plum at cloud-b.example'],
    ['plum@cloud-b.example@cloud-b.example:8443', 'plum@cloud-b.example at cloud-b.example:8443'],
    ['MDFhQG9jbWdvMS50ZXN0Ojg2MTE@ocmgo1.test:8611', 'MDFhQG9jbWdvMS50ZXN0Ojg2MTE at ocmgo1.test:8611'],
  ])('OCM-ADDR-5: is read as it is found in the wild (%s)', (input, expected) => {
    expect(read(input)).toBe(expected)
  })

  it.each([
    ['', 'no-host'],
    ['plum', 'no-host'],
    ['plum@', 'no-host'],
    ['plum@/oc', 'no-host'],
    ['@host', 'no-identifier'],
    ['@', 'no-identifier'],
    ['plum@bad host', 'invalid-host'],
    ['plum@host:port', 'invalid-host'],
    ['plum@[::1', 'invalid-host'],
    ['pl\u0000um@host', 'invalid-identifier'],
    ['pl\ud800um@host', 'invalid-identifier'],
    [`${'x'.repeat(1100)}@host`, 'too-long'],
  ])('is refused with the reason (%j)', (input, reason) => {
    expect(read(input)).toBe(reason)
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
