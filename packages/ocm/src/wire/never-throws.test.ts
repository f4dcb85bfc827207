import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixtures } from '../testing/fixtures.ts'
import { peerHost } from '../testing/scripted-peer.ts'
import { readErrorAnswer, readShareAnswer } from './answers.ts'
import { readDiscovery } from './discovery.ts'
import { readInviteAcceptance, readInviterAnswer } from './invite-acceptance.ts'
import { readJwkSet } from './jwk-set.ts'
import { readNotification } from './notification.ts'
import { readShareCreation } from './share-creation.ts'
import { readTokenRequest, readTokenResponse } from './token.ts'

const host = peerHost('files.south.example')

const readers: Record<string, { read: (json: unknown) => unknown; samples: unknown[] }> = {
  readShareCreation: {
    read: (json) => readShareCreation(json, { host }),
    samples: bodies('shares/valid', 'body'),
  },
  readNotification: { read: readNotification, samples: bodies('notifications/valid', 'body') },
  readDiscovery: {
    read: (json) => readDiscovery(json, host, 'https'),
    samples: bodies('discovery/valid', 'document'),
  },
  readTokenResponse: {
    read: readTokenResponse,
    samples: [{ access_token: 't', token_type: 'Bearer', expires_in: 1 }],
  },
  readInviteAcceptance: {
    read: readInviteAcceptance,
    samples: [{ recipientProvider: 'files.south.example', token: 't', userID: 'u', email: 'e', name: 'n' }],
  },
  readInviterAnswer: {
    read: (json) => readInviterAnswer(json, host),
    samples: [{ userID: 'u', email: 'e', name: 'n' }],
  },
  readJwkSet: { read: readJwkSet, samples: [{ keys: [{ kid: 'k' }] }] },
  readErrorAnswer: { read: readErrorAnswer, samples: [{ message: 'm', error: 'e' }] },
  readShareAnswer: { read: readShareAnswer, samples: [{ recipientDisplayName: 'n' }] },
}

describe.each(Object.entries(readers))('%s', (_name, { read, samples }) => {
  it('never throws, whatever JSON it is given', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => void read(json)))
  })

  it('never throws, whatever stands in place of any one part of a real message', () => {
    const mutations = fc
      .constantFrom(...samples)
      .chain((sample) =>
        fc.tuple(fc.constant(sample), fc.constantFrom(...pathsOf(sample)), fc.oneof(fc.jsonValue(), trouble)),
      )
    fc.assert(
      fc.property(mutations, ([sample, path, value]) => void read(replaced(sample, path, value))),
      { numRuns: 500 },
    )
  })
})

it('readTokenRequest never throws, whatever bytes it is given', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(readTokenRequest(bytes)).toHaveProperty('ok')
    }),
  )
})

/** What a careless conversion to a text or a number trips over. */
const trouble = fc.constantFrom(
  { toString: 1, valueOf: 1 },
  JSON.parse('{"__proto__":{"x":1},"constructor":1}'),
  '\ud800',
  1e308,
  -0,
  [[[[]]]],
)

function bodies(folder: string, member: string): unknown[] {
  return fixtures<{ about: string } & Record<string, unknown>>(folder).map((fixture) => fixture[member])
}

type Path = readonly string[]

function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const below = Object.entries(value).flatMap(([key, member]) =>
    pathsOf(member).map((path) => [key, ...path]),
  )
  return [[], ...below]
}

function replaced(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement
  const copy = structuredClone(value) as Record<string, unknown>
  copy[key] = replaced(copy[key], rest, replacement)
  return copy
}
