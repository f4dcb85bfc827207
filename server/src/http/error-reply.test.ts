import { ResourceError } from '@isthmus/webdav'
import { describe, expect, it } from 'vitest'
import { type ErrorCode, fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { broken, wrongField } from '../platform/field-rules.ts'
import { createMemoryLogger } from '../platform/logging/index.ts'
import { errorReply } from './error-reply.ts'
import { speechFor } from './pages/words.ts'
import type { Reply, Surface } from './route.ts'

const surfaces: Surface[] = ['api', 'ocm', 'token', 'dav', 'page', 'operations']

function ask(surface: Surface, error: unknown) {
  const logger = createMemoryLogger()
  return { reply: errorReply(surface, error, logger), logger }
}

function textOf({ body }: Reply): string {
  if (typeof body === 'object' && 'json' in body) return JSON.stringify(body.json)
  return typeof body === 'string' ? body : ''
}

describe('a refusal', () => {
  it.each<[Surface, RegExp, RegExp]>([
    ['api', /^application\/problem\+json/, /"code":"share-not-found","detail":"Gone\."/],
    ['ocm', /^$/, /^\{"message":"SHARE_NOT_FOUND"/],
    ['dav', /^application\/xml/, /<s:message>[^<]*Gone\.<\/s:message>/],
    // Links tell nobody why.
    ['page', /^text\/html/, /There is nothing here/],
    ['operations', /^text\/plain/, /Gone\.\n$/],
  ])('on %s has the form of the surface', (surface, type, body) => {
    const { reply } = ask(surface, fault('share-not-found', { detail: 'Gone.' }))
    expect(reply.status).toBe(404)
    expect(String(reply.headers?.['content-type'] ?? '')).toMatch(type)
    expect(textOf(reply)).toMatch(body)
  })

  it('is said on a page in the language of who sees it', () => {
    const reply = errorReply('page', fault('forbidden'), createMemoryLogger(), speechFor('de'))
    expect(textOf(reply)).toContain('Das dürfen Sie nicht.')
    expect(textOf(errorReply('page', fault('user-exists'), createMemoryLogger(), speechFor('de')))).toContain(
      'Das ging nicht',
    )
  })

  it('says why in words and in codes', () => {
    const error = fault('conflict', { because: because('no-member', { user: 'bob', group: 'staff' }) })
    expect(JSON.parse(textOf(ask('api', error).reply))).toMatchObject({
      code: 'conflict',
      detail: 'bob is no member of staff.',
      reason: 'no-member',
      params: { user: 'bob', group: 'staff' },
    })
  })

  it('names the fields that are wrong', () => {
    const error = fault('validation-failed', {
      errors: [wrongField('path', broken('too-long', { maximum: 9 }))],
    })
    expect(JSON.parse(textOf(ask('api', error).reply))).toMatchObject({
      errors: [{ name: 'path', rule: 'too-long', params: { maximum: 9 }, message: 'At most 9 characters.' }],
    })
    expect(JSON.parse(textOf(ask('ocm', error).reply))).toMatchObject({
      validationErrors: [{ name: 'path', message: 'At most 9 characters.' }],
    })
  })

  it.each<[ErrorCode, number, string]>([
    ['validation-failed', 400, 'invalid_request'],
    ['payload-too-large', 413, 'invalid_request'],
    ['method-not-allowed', 405, 'invalid_request'],
    ['unknown-host', 421, 'invalid_request'],
    ['internal', 503, 'temporarily_unavailable'],
    ['unavailable', 503, 'temporarily_unavailable'],
  ])('of the token endpoint is one of OAuth, kept by nobody: %s', (code, status, error) => {
    const { reply } = ask('token', fault(code))
    expect(reply).toMatchObject({
      status,
      headers: { 'cache-control': 'no-store' },
      body: { json: { error } },
    })
  })

  it('of a stranger says how to sign in', () => {
    for (const surface of ['api', 'dav', 'operations'] as const) {
      expect(ask(surface, fault('unauthorized')).reply.headers).toHaveProperty('www-authenticate')
    }
  })

  it('that may pass says when to come again', () => {
    for (const surface of surfaces) {
      expect(ask(surface, fault('unavailable')).reply.headers).toMatchObject({ 'retry-after': '30' })
      expect(ask(surface, fault('too-many-requests', { retryAfter: 7 })).reply.headers).toMatchObject({
        'retry-after': '7',
      })
    }
  })

  it('of a tree is one of WebDAV', () => {
    const unavailable = new ResourceError('unavailable', 'Later.', { retryAfter: 5 })
    expect(ask('dav', unavailable).reply).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
    expect(textOf(ask('dav', new ResourceError('conflict', 'a < b')).reply)).toContain('a &lt; b')
  })
})

describe('a fault', () => {
  it.each(surfaces)('on %s is logged, and never shown', (surface) => {
    const { reply, logger } = ask(surface, new Error('secret of the disk'))
    expect(reply.status).toBeGreaterThanOrEqual(500)
    expect(textOf(reply)).not.toContain('disk')
    expect(logger.events).toMatchObject([{ level: 'error', event: 'http.fault' }])
  })

  it('is also what a tree refuses where there is none', () => {
    expect(ask('api', new ResourceError('not-found', 'x')).reply.status).toBe(500)
  })

  it('of the catalogue is logged as little as any refusal', () => {
    expect(ask('api', fault('not-found')).logger.events).toEqual([])
  })
})
