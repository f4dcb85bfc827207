import { describe, expect, it } from 'vitest'
import { discoveryDocument, legacyDiscoveryDocument } from './discovery-document.ts'
import { peerHost } from './testing/scripted-peer.ts'
import { readDiscovery } from './wire/discovery.ts'

const origin = 'https://drive.north.example'
const strict = {
  endPoint: `${origin}/ocm`,
  provider: 'Isthmus',
  tokenEndPoint: `${origin}/ocm/token`,
  jwksUri: `${origin}/.well-known/jwks.json`,
} as const

describe('the discovery document that we publish', () => {
  it('OCM-DISC-7 to OCM-DISC-12: has what OCM 1.4 asks for', () => {
    expect(discoveryDocument({ ...strict, criteria: ['must-use-http-sig', 'must-exchange-token'] })).toEqual({
      enabled: true,
      apiVersion: '1.4.0',
      endPoint: 'https://drive.north.example/ocm',
      provider: 'Isthmus',
      resourceTypes: [
        {
          name: 'file',
          shareTypes: ['user'],
          protocols: { webdav: '/dav/ocm/', 'webdav-receive': { uri: 'absolute' } },
        },
        {
          name: 'folder',
          shareTypes: ['user'],
          protocols: { webdav: '/dav/ocm/', 'webdav-receive': { uri: 'absolute' } },
        },
      ],
      capabilities: ['exchange-token', 'http-sig', 'notifications', 'protocol-object'],
      criteria: ['must-use-http-sig', 'must-exchange-token'],
      tokenEndPoint: 'https://drive.north.example/ocm/token',
      jwksUri: 'https://drive.north.example/.well-known/jwks.json',
    })
  })

  it('OCM-DISC-15, OCM-DISC-16: claims exchange-token and http-sig only with their places', () => {
    const document = discoveryDocument({ endPoint: `${origin}/ocm`, provider: 'Isthmus' })
    expect(document.capabilities).toEqual(['notifications', 'protocol-object'])
    expect(document).not.toHaveProperty('tokenEndPoint')
    expect(document).not.toHaveProperty('jwksUri')
  })

  it('reads as what it says', () => {
    const document = discoveryDocument(strict)
    const { enabled: _, ...said } = document
    expect(readDiscovery(document, peerHost('drive.north.example'), 'https')).toEqual({
      ok: true,
      discovery: { host: 'drive.north.example', scheme: 'https', ...said },
    })
  })

  it('is what Nextcloud 34 can use: text for webdav, no slash at the end of endPoint, less than eight levels', () => {
    const document = discoveryDocument(strict)
    const file = document.resourceTypes.find(({ name }) => name === 'file')
    expect(file?.protocols.webdav).toMatch(/^\/.*\/$/)
    expect(document.endPoint).not.toMatch(/\/$/)
    expect(document.apiVersion).not.toBe('')
    expect(depth(document)).toBeLessThan(8)
  })

  it.each([
    ['a relative endPoint', { endPoint: '/ocm' }],
    ['an endPoint with a slash at the end', { endPoint: `${origin}/ocm/` }],
    ['a WebDAV path without slashes', { webdavPath: 'dav' }],
    ['OCM-DISC-16: keys over http', { jwksUri: 'http://drive.north.example/jwks' }],
    [
      'OCM-DISC-17: must-exchange-token without a token endpoint',
      { criteria: ['must-exchange-token'], tokenEndPoint: '' },
    ],
    ['must-use-http-sig without keys', { criteria: ['must-use-http-sig'], jwksUri: '' }],
    ['must-invite without a place to accept', { criteria: ['must-invite'] }],
    ['a relative dialog', { inviteAcceptDialog: '/invite' }],
    ['OCM-DISC-10: share types without user', { shareTypes: ['group'] }],
  ] as const)('is not built with %s', (_name, options) => {
    expect(() => discoveryDocument({ ...strict, ...options })).toThrow(TypeError)
    expect(() => legacyDiscoveryDocument({ ...strict, ...options })).toThrow(TypeError)
  })

  it('OCM-DISC-18: claims invites with the place where they are accepted', () => {
    const inviteAcceptDialog = `${origin}/invite`
    const document = discoveryDocument({ ...strict, inviteAcceptDialog, criteria: ['must-invite'] })
    expect(document).toMatchObject({ inviteAcceptDialog, criteria: ['must-invite'] })
    expect(document.capabilities).toContain('invites')
  })

  it('lists groups where they can receive', () => {
    const { resourceTypes } = discoveryDocument({ ...strict, shareTypes: ['user', 'group'] })
    expect(resourceTypes.map(({ shareTypes }) => shareTypes)).toEqual([
      ['user', 'group'],
      ['user', 'group'],
    ])
  })

  it('may be that of a test set-up on http', () => {
    const http = (url: string) => url.replace('https:', 'http:')
    const options = { ...strict, endPoint: http(strict.endPoint), jwksUri: http(strict.jwksUri) }
    expect(discoveryDocument(options).jwksUri).toBe('http://drive.north.example/.well-known/jwks.json')
  })
})

describe('the document that we publish for older servers', () => {
  const publicKey = { keyId: `${origin}/ocm#signature`, publicKeyPem: 'PEM' }
  const document = legacyDiscoveryDocument({
    ...strict,
    webdavPath: '/public.php/webdav/',
    inviteAcceptDialog: `${origin}/invite`,
    publicKey,
  })

  it('has both names of the resource types, texts as protocols, and a version that Nextcloud 28 takes', () => {
    expect(document).toEqual({
      enabled: true,
      apiVersion: '1.0-proposal1',
      version: '1.1.0',
      endPoint: 'https://drive.north.example/ocm',
      provider: 'Isthmus',
      resourceTypes: [{ name: 'file', shareTypes: ['user'], protocols: { webdav: '/public.php/webdav/' } }],
      shareTypes: [{ name: 'file', protocols: { webdav: '/public.php/webdav/' } }],
      capabilities: ['/notifications', 'notifications', '/invite-accepted', 'invites'],
      inviteAcceptDialog: 'https://drive.north.example/invite',
      publicKey,
    })
  })

  it('is read by us as one of OCM before 1.2', () => {
    expect(readDiscovery(document, peerHost('drive.north.example'), 'https')).toMatchObject({
      ok: true,
      discovery: { apiVersion: '1.0-proposal1', capabilities: ['notifications', 'invites'], publicKey },
    })
  })

  it('claims no invites and shows no key where there are none', () => {
    expect(legacyDiscoveryDocument(strict)).toMatchObject({
      capabilities: ['/notifications', 'notifications'],
    })
    expect(legacyDiscoveryDocument(strict)).not.toHaveProperty('publicKey')
  })
})

function depth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depth))
}
