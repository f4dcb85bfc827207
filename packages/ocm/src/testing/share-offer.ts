import { ocmAddress } from '../addresses.ts'
import type { ShareOffer } from '../peers/peer-profile.ts'
import { peerHost } from './scripted-peer.ts'

/** Ida shares a folder with Noor, strictly. */
export function shareOffer(changes: Partial<ShareOffer> = {}): ShareOffer {
  const ida = ocmAddress('ida', peerHost('drive.north.example'))
  return {
    shareWith: ocmAddress('noor', peerHost('files.south.example')),
    name: 'Survey 2026',
    providerId: '31',
    owner: ida,
    sender: ida,
    senderDisplayName: 'Ida',
    shareType: 'user',
    resourceType: 'folder',
    webdav: {
      relativeUri: '31',
      absoluteUri: 'https://drive.north.example/dav/ocm/31',
      sharedSecret: 'q7Zr-1nT0',
      permissions: ['read'],
      requirements: ['must-exchange-token'],
    },
    ...changes,
  }
}
