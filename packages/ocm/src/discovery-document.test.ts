import { describe, expect, it } from 'vitest'
import { discoveryDocument } from './discovery-document.ts'
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
  ] as const)('is not built with %s', (_name, options) => {
    expect(() => discoveryDocument({ ...strict, ...options })).toThrow(TypeError)
  })

  it('may be that of a test set-up on http', () => {
    const http = (url: string) => url.replace('https:', 'http:')
    const options = { ...strict, endPoint: http(strict.endPoint), jwksUri: http(strict.jwksUri) }
    expect(discoveryDocument(options).jwksUri).toBe('http://drive.north.example/.well-known/jwks.json')
  })
})

function depth(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depth))
}
