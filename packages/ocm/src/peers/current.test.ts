import { describe, expect, it } from 'vitest'
import { peerDiscovery, peerHost } from '../testing/scripted-peer.ts'
import { shareOffer } from '../testing/share-offer.ts'
import { readNotification } from '../wire/notification.ts'
import { readShareCreation } from '../wire/share-creation.ts'
import { chooseProfile } from './choose-profile.ts'
import { currentProfile } from './current.ts'
import type { OutgoingNotification } from './peer-profile.ts'

const peer = peerDiscovery()

function receiver(uri: 'absolute' | 'relative') {
  return [{ name: 'folder', shareTypes: ['user'], protocols: { webdav: '/dav/', 'webdav-receive': { uri } } }]
}

function uriSentTo(document: object): unknown {
  const body = currentProfile.shareBody(shareOffer(), peerDiscovery(document))
  const read = readShareCreation(body)
  return read.ok && read.share.webdav.uri
}

describe('the share body for peers of OCM 1.2 and later', () => {
  it('OCM-SHARE-4, OCM-SHARE-6: has all required members, and the requirement in its protocol', () => {
    const body = currentProfile.shareBody(shareOffer({ expiresAt: 1_790_000_000_999 }), peer)
    expect(body).toEqual({
      shareWith: 'noor@files.south.example',
      name: 'Survey 2026',
      providerId: '31',
      owner: 'ida@drive.north.example',
      sender: 'ida@drive.north.example',
      senderDisplayName: 'Ida',
      shareType: 'user',
      resourceType: 'folder',
      expiration: 1_790_000_000,
      protocol: {
        name: 'multi',
        webdav: {
          uri: '31',
          sharedSecret: 'q7Zr-1nT0',
          permissions: ['read'],
          requirements: ['must-exchange-token'],
        },
      },
    })
  })

  it('OCM-DAV-1, OCM-DAV-2, OCM-DAV-3: always has URI, secret and permissions, and no empty requirements', () => {
    const { webdav } = shareOffer()
    const body = currentProfile.shareBody(shareOffer({ webdav: { ...webdav, requirements: [] } }), peer)
    expect(body['protocol']).toEqual({
      name: 'multi',
      webdav: { uri: '31', sharedSecret: 'q7Zr-1nT0', permissions: ['read'] },
    })
  })

  it('OCM-DAV-4: has the kind of URI that the peer takes', () => {
    const absolute = shareOffer().webdav.absoluteUri
    expect(uriSentTo({ resourceTypes: receiver('absolute') })).toBe(absolute)
    expect(uriSentTo({ resourceTypes: receiver('relative') })).toBe('31')
    expect(uriSentTo({ apiVersion: '1.2.0' })).toBe('31')
    expect(uriSentTo({ apiVersion: '2.0' })).toBe('31')
    expect(uriSentTo({ apiVersion: '1.1.0' })).toBe(absolute)
    expect(uriSentTo({ apiVersion: '1.0-proposal1' })).toBe(absolute)
  })

  it('OCM-SHARE-16: has the secret nowhere but in its own member', () => {
    const body = JSON.stringify(currentProfile.shareBody(shareOffer(), peer))
    expect(body.split('q7Zr-1nT0')).toHaveLength(2)
  })

  it('reads as what was offered', () => {
    const { webdav, ...offer } = shareOffer()
    const { sharedSecret, permissions, requirements, relativeUri: uri } = webdav
    expect(readShareCreation(currentProfile.shareBody(shareOffer(), peer))).toEqual({
      ok: true,
      share: { ...offer, webdav: { uri, sharedSecret, permissions, requirements, accessTypes: ['remote'] } },
    })
  })
})

describe('the notification body', () => {
  const notification: OutgoingNotification = {
    notificationType: 'SHARE_UNSHARED',
    senderDomain: peerHost('drive.north.example'),
    resourceType: 'folder',
    shareType: 'user',
    providerId: '31',
    sharedSecret: 'q7Zr-1nT0',
    grantee: 'noor',
    message: 'The share was removed',
  }

  it('OCM-NOTIF-2, OCM-NOTIF-6, OCM-NOTIF-7: is one that every family of peers understands', () => {
    expect(currentProfile.notificationBody(notification, peer)).toEqual({
      notificationType: 'SHARE_UNSHARED',
      senderDomain: 'drive.north.example',
      resourceType: 'folder',
      shareType: 'user',
      providerId: '31',
      notification: {
        message: 'The share was removed',
        sharedSecret: 'q7Zr-1nT0',
        grantee: 'noor',
        file: { providerId: '31' },
      },
    })
  })

  it('has no secret for peers of OCM 1.5 that verify signatures', () => {
    const modern = peerDiscovery({ apiVersion: '1.5.0', capabilities: ['http-sig'] })
    expect(JSON.stringify(currentProfile.notificationBody(notification, modern))).not.toContain('q7Zr')
    const unsigned = peerDiscovery({ apiVersion: '1.5.0' })
    expect(JSON.stringify(currentProfile.notificationBody(notification, unsigned))).toContain('q7Zr')
  })

  it('has the secret for a peer whose API is on another host, which may be that of somebody else', () => {
    const document = {
      apiVersion: '1.5.0',
      capabilities: ['http-sig'],
      endPoint: 'https://box.west.example/ocm',
    }
    const borrowed = peerDiscovery(document)
    expect(JSON.stringify(currentProfile.notificationBody(notification, borrowed))).toContain('q7Zr')
  })

  it.each([{}, { expiresAt: Date.UTC(2027, 0, 1) }, { expiresAt: null }])(
    'reads as what was said: %j',
    (end) => {
      const change = {
        ...notification,
        notificationType: 'SHARE_CHANGE_PERMISSION',
        permissions: ['read'],
        ...end,
      } as const
      expect(readNotification(currentProfile.notificationBody(change, peer))).toEqual({
        ok: true,
        notification: change,
      })
    },
  )
})

it('OCM-SIG-1, OCM-SIG-2: requests are signed to peers that announce http-sig', () => {
  expect(currentProfile.signature(peerDiscovery({ capabilities: ['http-sig'] }))).toBe('rfc9421')
  expect(currentProfile.signature(peer)).toBe('none')
})

it('peers of OCM 1.4 are spoken to in the current form', () => {
  expect(chooseProfile(peer).name).toBe('current')
})
