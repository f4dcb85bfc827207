import { RemoteRefusal, RemoteTrouble, type RemoteTroubleCode, ResourceError } from '@isthmus/webdav'
import { describe, expect, it } from 'vitest'
import { CredentialRefused } from './peer-credentials.ts'
import { isSilence, leftAlone, resourceErrorOf } from './resource-error-of.ts'

describe('a refusal by a peer', () => {
  it.each([
    [400, 'bad-path'],
    [401, 'unavailable'],
    [402, 'unavailable'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'already-exists'],
    [409, 'parent-missing'],
    [410, 'not-found'],
    [412, 'precondition-failed'],
    [413, 'too-large'],
    [416, 'range-not-satisfiable'],
    [423, 'locked'],
    [429, 'unavailable'],
    [301, 'unavailable'],
    [500, 'unavailable'],
    [501, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [507, 'insufficient-storage'],
  ])('with %i of something in a mount is: %s', (status, reason) => {
    expect(resourceErrorOf('peer.example', new RemoteRefusal('GET', status), 'inside')).toMatchObject({
      reason,
    })
  })

  it.each([401, 403, 404, 405, 410, 500])(
    'with %i of the mount itself never means that it is gone',
    (status) => {
      expect(resourceErrorOf('peer.example', new RemoteRefusal('PROPFIND', status), 'root')).toMatchObject({
        reason: 'unavailable',
        retryAfter: expect.any(Number),
      })
    },
  )

  it.each([
    [403, 'forbidden'],
    [404, 'unavailable'],
    [412, 'precondition-failed'],
    [413, 'too-large'],
  ])('with %i of what is written into a mounted file is: %s', (status, reason) => {
    expect(resourceErrorOf('peer.example', new RemoteRefusal('PUT', status), 'root-contents')).toMatchObject({
      reason,
    })
  })

  it('that hides what is shared is asked again after a minute, any other trouble after half of one', () => {
    const of = (status: number) => resourceErrorOf('peer.example', new RemoteRefusal('GET', status), 'root')
    expect(of(404)).toMatchObject({ retryAfter: 60 })
    expect(of(500)).toMatchObject({ retryAfter: 30 })
    expect(of(412)).not.toHaveProperty('retryAfter', expect.any(Number))
  })

  it('keeps what it says about time and size', () => {
    const busy = new RemoteRefusal('GET', 503, { retryAfter: 7 })
    expect(resourceErrorOf('peer.example', busy, 'inside')).toMatchObject({ retryAfter: 7 })
    const short = new RemoteRefusal('GET', 416, { size: 10 })
    expect(resourceErrorOf('peer.example', short, 'inside')).toMatchObject({ size: 10 })
    expect(resourceErrorOf('peer.example', busy, 'inside')).not.toHaveProperty('size', expect.anything())
  })
})

describe('trouble with a peer', () => {
  it.each<[RemoteTroubleCode, string]>([
    ['unreachable', 'unavailable'],
    ['broken-off', 'unavailable'],
    ['malformed', 'unavailable'],
    ['too-large', 'unavailable'],
    ['unexpected-answer', 'unavailable'],
    ['partly-done', 'bad-gateway'],
  ])('%s is: %s', (code, reason) => {
    const error = resourceErrorOf('peer.example', new RemoteTrouble(code, 'x'), 'inside')
    expect(error).toMatchObject({ reason })
    expect((error as ResourceError).message).toContain('peer.example')
  })

  it('that gives no access is unavailable, and says what a person can do', () => {
    const unwilling = resourceErrorOf('peer.example', new CredentialRefused('invalid_grant', false), 'inside')
    expect(unwilling).toMatchObject({
      reason: 'unavailable',
      message: expect.stringMatching(/Ask whoever shared it/),
    })
    const down = resourceErrorOf('peer.example', new CredentialRefused('timeout', true), 'inside')
    expect(down).toMatchObject({ reason: 'unavailable', message: expect.stringMatching(/cannot be reached/) })
  })

  it('that one is to wait for says how long, at least a second', () => {
    expect(leftAlone('peer.example', 1)).toMatchObject({ reason: 'unavailable', retryAfter: 1 })
    expect(leftAlone('peer.example', 2_500)).toMatchObject({ retryAfter: 3 })
  })
})

it('what is no trouble with a peer stays what it is', () => {
  for (const error of [new Error('ours'), new ResourceError('conflict', 'x'), undefined, 'text']) {
    expect(resourceErrorOf('peer.example', error, 'root')).toBe(error)
    expect(isSilence(error)).toBe(false)
  }
})

it.each<[unknown, boolean]>([
  [new RemoteTrouble('unreachable', ''), true],
  [new RemoteTrouble('broken-off', ''), false],
  [new RemoteTrouble('malformed', ''), false],
  [new RemoteTrouble('too-large', ''), false],
  [new CredentialRefused('timeout', true), true],
  [new CredentialRefused('invalid_grant', false), false],
  ...[502, 503, 504].map((status): [unknown, boolean] => [new RemoteRefusal('GET', status), true]),
  ...[401, 404, 429, 500, 501, 507].map((status): [unknown, boolean] => [
    new RemoteRefusal('GET', status),
    false,
  ]),
])('%s counts against the peer as a whole: %s', (error, counts) => {
  expect(isSilence(error)).toBe(counts)
})
