import { parseOcmAddress, parsePeerHost } from '@isthmus/ocm'
import { describe, expect, it } from 'vitest'
import type { TenantId, UserId } from '../platform/actor.ts'
import { permissionsOfWords } from '../platform/permissions.ts'
import type { StoredReceivedShare } from './received-share-repository.ts'
import { reconcileShare, type SaidOfShare } from './reconcile-share.ts'

describe('a message about a share', () => {
  it.each<[string, StoredReceivedShare[], SaidOfShare, ReturnType<typeof reconcileShare>]>([
    ['signed, the first: is new', [], said(), { is: 'new' }],
    ['unsigned, the first: is new', [], unsigned(), { is: 'new' }],
    ['signed, the same again: is known', [claim(1)], said(), { is: 'known' }],
    ['unsigned, the same again: is known', [claim(1, unsigned())], unsigned(), { is: 'known' }],
    [
      'signed, with another secret: replaces what was said',
      [claim(1)],
      said({ secretLookup: 'other' }),
      { is: 'changed', claim: claim(1) },
    ],
    [
      'signed, after an unsigned one with its secret: adopts it',
      [claim(1, unsigned())],
      said(),
      { is: 'changed', claim: claim(1, unsigned()) },
    ],
    [
      'signed, after unsigned ones with other secrets: is not kept out by them',
      [
        claim(1, unsigned({ secretLookup: 'squatted' })),
        claim(2, unsigned({ secretLookup: 'squatted too' })),
      ],
      said(),
      { is: 'new' },
    ],
    [
      'signed, beside an unsigned one with its new secret: replaces the signed one',
      [claim(1, unsigned({ secretLookup: 'new' })), claim(2)],
      said({ secretLookup: 'new' }),
      { is: 'changed', claim: claim(2) },
    ],
    [
      'unsigned, after a signed one: is a conflict',
      [claim(1)],
      unsigned({ secretLookup: 'squatted' }),
      { is: 'conflict' },
    ],
    [
      'unsigned, the same as the signed one: is known, and no proof is lost',
      [claim(1)],
      unsigned(),
      { is: 'known' },
    ],
    [
      'unsigned, with the secret of the signed one and another name: changes nothing',
      [claim(1)],
      unsigned({ name: 'Other' }),
      { is: 'conflict' },
    ],
    [
      'unsigned, changed: is a conflict',
      [claim(1, unsigned())],
      unsigned({ permissions: permissionsOfWords(['write']) }),
      { is: 'conflict' },
    ],
    [
      'unsigned, with another secret than an unsigned one: is a claim of its own',
      [claim(1, unsigned({ secretLookup: 'squatted' }))],
      unsigned(),
      { is: 'new' },
    ],
  ])('%s', (_, claims, message, expected) => {
    expect(reconcileShare(claims, message)).toEqual(expected)
  })

  it.each<[keyof SaidOfShare, SaidOfShare[keyof SaidOfShare]]>([
    ['name', 'Other'],
    ['uri', '8'],
    ['permissions', permissionsOfWords(['write'])],
    ['resourceKind', 'file'],
    ['mustExchangeToken', true],
    ['expiresAt', 1],
    ['secretLookup', 'other'],
    ['owner', address('carol@peer.example')],
    ['sender', address('carol@peer.example')],
  ])('is a changed one when its %s is another', (field, value) => {
    expect(reconcileShare([claim(1)], said({ [field]: value })).is).toBe('changed')
  })

  it.each<[keyof SaidOfShare, SaidOfShare[keyof SaidOfShare]]>([
    ['trustReason', 'known-peer'],
    ['ownerDisplayName', 'Ann'],
    ['description', 'hello'],
  ])('is no changed one for its %s', (field, value) => {
    expect(reconcileShare([claim(1)], said({ [field]: value })).is).toBe('known')
  })

  it.each(['pending', 'accepted', 'declined', 'removed', 'expired'] as const)(
    'is known also when the share is %s: the answer of the recipient stands',
    (state) => {
      expect(reconcileShare([{ ...claim(1), state }], said())).toEqual({ is: 'known' })
    },
  )
})

function said(changes: Partial<SaidOfShare> = {}): SaidOfShare {
  return {
    tenant: 1 as TenantId,
    user: 'bob' as UserId,
    peer: host('peer.example'),
    providerId: '7',
    owner: address('ann@peer.example'),
    sender: address('ann@peer.example'),
    shareWith: address('bob@cloud.example'),
    name: 'Trip',
    resourceKind: 'folder',
    permissions: permissionsOfWords(['read']),
    uri: '7',
    mustExchangeToken: false,
    verified: true,
    trustReason: 'unknown-peer',
    secretLookup: 'secret',
    ...changes,
  }
}

function unsigned(changes: Partial<SaidOfShare> = {}): SaidOfShare {
  return said({ verified: false, ...changes })
}

function claim(id: number, what = said()): StoredReceivedShare {
  return { ...what, id, secretSealed: '', state: 'pending', createdAt: 0, changedAt: 0 }
}

function address(text: string) {
  const parsed = parseOcmAddress(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.address
}

function host(text: string) {
  const parsed = parsePeerHost(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.host
}
