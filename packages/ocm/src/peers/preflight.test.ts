import { describe, expect, it } from 'vitest'
import { peerDiscovery } from '../testing/scripted-peer.ts'
import { type OurCapabilities, preflight } from './preflight.ts'

const able: OurCapabilities = { exchangeToken: true, httpSig: true, preferExchangeToken: true }
const folder = { resourceType: 'folder', shareType: 'user' } as const
const file = { resourceType: 'file', shareType: 'user' } as const

function entry(name: string, protocols: object, shareTypes = ['user']) {
  return { name, shareTypes, protocols }
}

const receives = { webdav: '/dav/', 'webdav-receive': { uri: 'absolute' } }
const both = [entry('file', receives), entry('folder', receives)]

describe('before a share is sent', () => {
  it('OCM-SHARE-6: the token exchange is demanded when the receiver wants it so', () => {
    const receiver = peerDiscovery({ criteria: ['must-exchange-token'], resourceTypes: both })
    const ours = { ...able, preferExchangeToken: false }
    expect(preflight(folder, ours, receiver)).toEqual({ ok: true, mustExchangeToken: true })
  })

  it('OCM-SHARE-7: the share is not made when the receiver wants the exchange and we cannot offer it', () => {
    const receiver = peerDiscovery({ criteria: ['token-exchange'], resourceTypes: both })
    const result = preflight(file, { ...able, exchangeToken: false }, receiver)
    expect(result).toEqual({ ok: false, reason: 'peer-demands-token-exchange' })
  })

  it('OCM-SHARE-8, OCM-SHARE-9: the exchange is demanded freely only of receivers that are able to do it', () => {
    const capable = peerDiscovery({ capabilities: ['exchange-token'], resourceTypes: both })
    const incapable = peerDiscovery({ resourceTypes: both })
    const unwilling = { ...able, preferExchangeToken: false }
    expect(preflight(folder, able, capable)).toEqual({ ok: true, mustExchangeToken: true })
    expect(preflight(folder, able, incapable)).toEqual({ ok: true, mustExchangeToken: false })
    expect(preflight(folder, unwilling, capable)).toEqual({ ok: true, mustExchangeToken: false })
  })

  it('the share is not made when the receiver wants signatures and we have none', () => {
    const receiver = peerDiscovery({ criteria: ['must-use-http-sig'], resourceTypes: both })
    const result = preflight(file, { ...able, httpSig: false }, receiver)
    expect(result).toEqual({ ok: false, reason: 'peer-demands-signatures' })
  })

  it.each([
    ['resource-type-not-supported', [entry('file', receives)], folder],
    ['share-type-not-supported', both, { resourceType: 'file', shareType: 'group' }],
    ['protocol-not-supported', [entry('file', receives), entry('folder', { webdav: '/dav/' })], folder],
    ['protocol-not-supported', [entry('folder', {})], folder],
  ] as const)('OCM-SHARE-10, OCM-SHARE-15: the share is not made: %s', (reason, resourceTypes, offer) => {
    expect(preflight(offer, able, peerDiscovery({ resourceTypes }))).toEqual({ ok: false, reason })
  })

  it('OCM-SHARE-11: a file for a user is taken by every receiver', () => {
    expect(preflight(file, able, peerDiscovery()).ok).toBe(true)
  })

  it('a folder is taken by a receiver from before OCM 1.4 that sends folders itself', () => {
    const receiver = peerDiscovery({
      apiVersion: '1.2.0',
      resourceTypes: [entry('folder', { webdav: '/dav/' })],
    })
    expect(preflight(folder, able, receiver).ok).toBe(true)
  })
})
