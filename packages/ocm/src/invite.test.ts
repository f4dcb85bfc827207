import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInvite, parseInvite } from './invite.ts'
import { peerHost } from './testing/scripted-peer.ts'

const north = { token: '3c1f7e52-9b0d-4a44', provider: 'drive.north.example' }

describe('an invite', () => {
  it.each([
    ['as OCM 1.4 writes it', 'M2MxZjdlNTItOWIwZC00YTQ0QGRyaXZlLm5vcnRoLmV4YW1wbGU', north],
    ['OCM-INV-9: with padding', 'M2MxZjdlNTItOWIwZC00YTQ0QGRyaXZlLm5vcnRoLmV4YW1wbGU=', north],
    [
      'of the draft',
      'YTU1YTk2NmUtMTVjMS00Y2I5LWEzOWQtNGU0YzU0Mzk5YmFmQGNsb3VkLmV4YW1wbGUub3Jn',
      { token: 'a55a966e-15c1-4cb9-a39d-4e4c54399baf', provider: 'cloud.example.org' },
    ],
    [
      'in base64url',
      Buffer.from('?>?>@c.example').toString('base64url'),
      { token: '?>?>', provider: 'c.example' },
    ],
    ['in base64', Buffer.from('?>?>@c.example').toString('base64'), { token: '?>?>', provider: 'c.example' }],
    ['in plain text', ' 3c1f7e52-9b0d-4a44@drive.north.example\n', north],
    ['OCM-INV-9: with an @ in its token', 'a@b@c.example:8443', { token: 'a@b', provider: 'c.example:8443' }],
    ['with a scheme in its provider', btoa('t@https://c.example'), { token: 't', provider: 'c.example' }],
    [
      'as a link of a directory',
      'https://mesh.example/?token=3c1f7e52-9b0d-4a44&providerDomain=drive.north.example',
      north,
    ],
  ])('%s is read', (_, text, invite) => {
    expect(parseInvite(text)).toEqual({ ok: true, invite })
  })

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['base64 without an @', btoa('hello')],
    ['without a token', '@c.example'],
    ['without a provider', 'token@'],
    ['with a blank in its token', 'to ken@c.example'],
    ['with a token beyond ASCII', Buffer.from('t\u00e9@c.example').toString('base64url')],
    ['a link with the token alone', 'https://drive.north.example/wayf?token=3c1f7e52'],
    ['too long', `${'x'.repeat(5000)}@c.example`],
  ])('is not %s', (_, text) => {
    expect(parseInvite(text)).toEqual({ ok: false })
  })

  it('OCM-INV-10: is written in base64url without padding, and read as what it was', () => {
    const provider = peerHost('drive.north.example')
    expect(formatInvite({ ...north, provider })).toBe('M2MxZjdlNTItOWIwZC00YTQ0QGRyaXZlLm5vcnRoLmV4YW1wbGU')
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,40}$/), (token) => {
        const text = formatInvite({ token, provider })
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/)
        expect(parseInvite(text)).toEqual({ ok: true, invite: { token, provider } })
      }),
    )
  })

  it('is read from anything without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseInvite(text)))
  })
})
