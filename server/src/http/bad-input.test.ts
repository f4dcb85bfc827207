import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Route } from './route.ts'
import { routes } from './routes.ts'
import { basic, openTestDoor } from './testing/open-test-door.ts'

/** Every route of the table, by every wrong way to call it that can be told without its room. */
let door: Awaited<ReturnType<typeof openTestDoor>>
let bearer: string

beforeAll(async () => {
  door = await openTestDoor()
  const zoe = await door.accounts.actorFor(door.tenant.id, 'zoe')
  bearer = `Bearer ${(await door.accounts.createToken(zoe, { name: 'test' })).token}`
})
afterAll(() => door[Symbol.asyncDispose]())

const calls = routes.flatMap((route) =>
  route.methods.map((method) => [`${method} ${route.path}`, method, route] as const),
)
const withAccess = calls.filter(([, , { access }]) => access !== 'none')
const withJson = calls.filter(([, , { body }]) => body === 'json')
const withRaw = calls.filter(([, , { body }]) => body === 'raw')

describe('without a credential that holds', () => {
  it.each(withAccess)('nobody calls %s', async (name, method, route) => {
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer nonsense',
      'Bearer ö',
      'Basic',
      'Basic !!!',
      `Basic ${Buffer.from('no colon').toString('base64')}`,
      'Negotiate abc',
      // Attempts are counted per name.
      basic(`nobody ${name}`, 'x'),
    ]
    for (const [at, authorization] of wrong.entries()) {
      const headers = authorization === undefined ? {} : { authorization }
      const { status, headers: answered } = await ask(method, route, {
        headers,
        address: addressFor(route, at),
      })
      expect([authorization, status]).toEqual([authorization, 401])
      expect(answered['www-authenticate']).toMatch(/Bearer realm=/)
    }
  })

  it.each(withAccess)('naming a user as the operator does, nobody calls %s', async (_, method, route) => {
    const headers = { 'isthmus-as': 'ann', 'isthmus-tenant': 'cloud.example' }
    expect((await ask(method, route, { headers })).status).toBe(401)
  })
})

describe('a body that is wrong', () => {
  it.each(withJson)('is refused by %s', async (_, method, route) => {
    const json = { 'content-type': 'application/json' }
    const large = `"${'x'.repeat(route.maxBody ?? 256 * 1024)}"`
    const wrong: [string, Record<string, string>, number, string][] = [
      ['', json, 400, 'validation-failed'],
      ['{', json, 400, 'validation-failed'],
      ['nonsense', json, 400, 'validation-failed'],
      ['[]', json, 400, 'validation-failed'],
      ['null', json, 400, 'validation-failed'],
      ['"text"', json, 400, 'validation-failed'],
      ['{"noSuchField":1}', json, 400, 'validation-failed'],
      [large, json, 413, 'payload-too-large'],
      ['{}', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
      ['{}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
      ['{}', { ...json, 'content-encoding': 'gzip' }, 415, 'unsupported-media-type'],
    ]
    for (const [body, headers, status, code] of wrong) {
      const answer = await ask(method, route, { body, headers: { ...headers, authorization: bearer } })
      expect([body.slice(0, 40), headers, answer.status, answer.json['code']]).toEqual([
        body.slice(0, 40),
        headers,
        status,
        code,
      ])
    }
  })

  it.each(withRaw)('is refused by %s', async (_, method, route) => {
    const wrong = [
      '',
      '{',
      'nonsense',
      '[]',
      'null',
      '{}',
      '\ud800',
      '='.repeat(500),
      `{"a":${'['.repeat(2000)}`,
    ]
    for (const body of wrong) {
      const { status, json } = await ask(method, route, { body })
      expect([body.slice(0, 40), status]).toEqual([body.slice(0, 40), 400])
      expect(json['message'] ?? json['error']).toMatch(/^(VALIDATION_FAILED|invalid_request)$/)
    }
    const large = await ask(method, route, { body: 'x'.repeat((route.maxBody ?? 256 * 1024) + 1) })
    expect(large.status).toBe(413)
  })
})

function ask(
  method: string,
  route: Route,
  request: { headers?: Record<string, string>; body?: string; address?: string } = {},
) {
  const path = route.path
    .replaceAll(/:user\b/g, 'zoe')
    .replaceAll(/:\w+/g, '1')
    .replace(/\*$/, '')
  return door.ask(method, path, request)
}

/** Attempts are counted per address: each has its own. */
function addressFor(route: Route, at: number): string {
  const number = routes.indexOf(route) * 50 + at
  return `198.51.${number >> 8}.${number & 255}`
}
