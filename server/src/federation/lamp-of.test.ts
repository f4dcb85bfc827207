import { expect, test } from 'vitest'
import { lampOf } from './lamp-of.ts'
import { hostOf } from './testing/test-federation.ts'

const now = 10 * 86_400_000
const host = hostOf('peer.example')
const asked = { host, discoveredAt: now - 60_000, signs: true }
const down = { reason: 'connection-refused', detail: 'ECONNREFUSED', at: now }
const noCloud = { reason: 'not-ocm', detail: '/.well-known/ocm: status 404', at: now }
const since = now

test.each([
  ['says what it is, signs and takes messages', asked, undefined, 'green', 'works', undefined],
  ['does not sign', { ...asked, signs: false }, undefined, 'yellow', 'not-signing', undefined],
  [
    'has no keys that can be read',
    { ...asked, keysFailure: down },
    undefined,
    'yellow',
    'keys-unreadable',
    undefined,
  ],
  ['did not take a message', asked, { failures: 1, openUntil: now }, 'yellow', 'shaky', undefined],
  ['takes no messages', asked, { failures: 3, openUntil: now + 1 }, 'red', 'takes-no-messages', undefined],
  ['went down a while ago', { ...asked, failure: down }, undefined, 'yellow', 'shaky', 'port-closed'],
  [
    'is down for more than a day',
    { ...asked, discoveredAt: 1, failure: down },
    undefined,
    'red',
    'unreachable',
    'port-closed',
  ],
  ['never answered', { host, failure: down }, undefined, 'red', 'unreachable', 'port-closed'],
  [
    'is no cloud any more',
    { ...asked, failure: noCloud },
    undefined,
    'red',
    'unreachable',
    'discovery-missing',
  ],
  ['was never asked', { host }, undefined, 'grey', 'never-asked', undefined],
  [
    'is blocked',
    { ...asked, failure: down, rule: { rule: 'block', since } },
    undefined,
    'grey',
    'blocked',
    undefined,
  ],
] as const)('the lamp of a server says when it %s', (_, peer, messages, color, reason, slug) => {
  const lamp = lampOf(peer, messages, now)
  expect([lamp.color, lamp.reason, lamp.fault?.slug]).toEqual([color, reason, slug])
})
