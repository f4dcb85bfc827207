import { describe, expect, test } from 'vitest'
import { IsthmusError } from '../errors.ts'
import { redact, redactFields } from './redact.ts'

describe('what is logged', () => {
  test.each([
    'authorization',
    'Proxy-Authorization',
    'cookie',
    'set-cookie',
    'sharedSecret',
    'secret',
    'client_secret',
    'token',
    'access_token',
    'refreshToken',
    'inviteToken',
    'code',
    'password',
    'appPasswords',
    'privateKey',
    'apiKey',
    'passphrase',
  ])('never shows the value of %s, at any depth', (key) => {
    expect(redactFields({ a: [{ [key]: 'hunter2' }], [key]: ['hunter2'] })).toEqual({
      a: [{ [key]: '***' }],
      [key]: '***',
    })
  })

  test('shows names that only resemble secrets, and flags and counts about secrets', () => {
    const fields = {
      share: 12,
      tokenType: 'bearer',
      hasPassword: true,
      tokens: 3,
      encoder: 'x',
      status: 'ok',
    }
    expect(redactFields(fields)).toEqual(fields)
  })

  test('shows an error with its code, what is known about it and its causes, but no secret in it', () => {
    const cause = Object.assign(new Error('GET https://ann:pw@a.test/x?t=1 failed'), { code: 'ECONNREFUSED' })
    const error = new IsthmusError('peer-unreachable', { meta: { token: 'x', peer: 'a.test' }, cause })
    expect(redact(error)).toMatchObject({
      name: 'IsthmusError',
      code: 'peer-unreachable',
      meta: { token: '***', peer: 'a.test' },
      cause: { message: 'GET https://***@a.test/x failed', code: 'ECONNREFUSED' },
    })
  })

  test('shows bytes as their number', () => {
    expect(redact({ body: Buffer.from('hello') })).toEqual({ body: '<5 bytes>' })
  })

  test('is bounded in depth, in number and in length, also when it contains itself', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(JSON.stringify(redact(circle))).toContain('…')
    expect(redact(Array.from({ length: 1000 }, () => 1))).toHaveLength(50)
    expect(redact('x'.repeat(10_000))).toHaveLength(4001)
  })

  test('can be written as JSON whatever it is', () => {
    const value = {
      a: 1n,
      b: new Map([['k', new Set([1])]]),
      c: () => 1,
      d: Symbol('s'),
      e: null,
      f: new URL('https://a.test/?x'),
    }
    expect(JSON.parse(JSON.stringify(redact(value)))).toEqual({
      a: '1',
      b: [['k', [1]]],
      e: null,
      f: 'https://a.test/',
    })
  })
})
