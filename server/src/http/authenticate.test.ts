import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAuthorization } from './authenticate.ts'
import { defineRoute, type Route } from './route.ts'
import { basic, openTestDoor } from './testing/open-test-door.ts'

/** Says who asks. */
function probe(surface: 'api' | 'dav', path: string, access: 'user' | 'admin'): Route {
  return defineRoute({
    surface,
    methods: ['GET', 'POST'],
    path,
    access,
    body: 'none',
    summary: 'Says who asks.',
    handle: async ({ actor }) => ({ status: 200, body: { json: actor } }),
  })
}

const probes = [
  probe('api', '/probe', 'user'),
  probe('api', '/probe/admin', 'admin'),
  probe('dav', '/dav/probe', 'user'),
]

const openDoor = () => openTestDoor({ routes: probes })

test('a password, an app password and a token open API and DAV, a session the API alone', async () => {
  await using door = await openDoor()
  const { accounts, tenant } = door
  const ann = await accounts.actorFor(tenant.id, 'ann')
  const { password } = await accounts.createAppPassword(ann, { name: 'phone' })
  const { token } = await accounts.createToken(ann, { name: 'backup' })
  const browser = await door.browser('ann')
  for (const [kind, headers] of [
    ['password', { authorization: basic('ann', 'correct horse') }],
    ['app-password', { authorization: basic('ann', password) }],
    ['token', { authorization: `Bearer ${token}` }],
    ['session', { cookie: browser.cookie }],
  ] as const) {
    const byApi = await door.ask('GET', '/probe', { headers })
    expect(byApi.json, kind).toMatchObject({ username: 'ann', signedInBy: { kind } })
    const byDav = await door.ask('GET', '/dav/probe', { headers })
    expect(byDav.status, kind).toBe(kind === 'session' ? 401 : 200)
  }
})

test.each([
  {},
  { authorization: basic('ann', 'wrong') },
  { authorization: basic('nobody', 'correct horse') },
  { authorization: 'Basic !' },
  { authorization: 'Bearer ist_x' },
  { authorization: 'Digest x' },
  { cookie: 'isthmus_abc=x' },
])(
  '%j opens nothing, and the API asks for no password in a way that makes a browser ask',
  async (headers) => {
    await using door = await openDoor()
    const byApi = await door.ask('GET', '/probe', { headers })
    expect(byApi).toMatchObject({ status: 401, json: { code: 'unauthorized' } })
    expect(byApi.headers['www-authenticate']).toBe('Bearer realm="Isthmus"')
    const byDav = await door.ask('GET', '/dav/probe', { headers })
    expect(byDav.headers['www-authenticate']).toContain('Basic')
  },
)

test('a session does not stand in for an Authorization header that is wrong', async () => {
  await using door = await openDoor()
  const { bare } = await door.browser('ann')
  const answer = await bare('GET', '/probe', { headers: { authorization: basic('ann', 'wrong') } })
  expect(answer.status).toBe(401)
})

test('an app password of an administrator administers nothing', async () => {
  await using door = await openDoor()
  const zoe = await door.accounts.actorFor(door.tenant.id, 'zoe')
  const { password } = await door.accounts.createAppPassword(zoe, { name: 'phone' })
  expect((await door.as('zoe')('GET', '/probe/admin')).status).toBe(200)
  expect((await door.as('zoe', password)('GET', '/probe/admin')).status).toBe(403)
  expect((await door.as('ann')('GET', '/probe/admin')).status).toBe(403)
})

test('a request that changes something by a cookie needs the token of its session', async () => {
  await using door = await openDoor()
  const ann = await door.browser('ann')
  const bob = await door.browser('bob')
  expect((await ann.bare('GET', '/probe')).status).toBe(200)
  expect((await ann.ask('POST', '/probe')).status).toBe(200)
  for (const csrf of [undefined, '', 'x', bob.csrf, ann.csrf.slice(1), ann.cookie]) {
    const headers: Record<string, string> = csrf === undefined ? {} : { 'isthmus-csrf': csrf }
    const answer = await ann.bare('POST', '/probe', { headers })
    expect(answer, csrf).toMatchObject({ status: 403, json: { code: 'forbidden' } })
  }
})

test.each([
  [{ origin: 'https://cloud.example' }, 200],
  [{ origin: 'https://cloud.example', 'sec-fetch-site': 'same-origin' }, 200],
  [{ 'sec-fetch-site': 'none' }, 200],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'http://cloud.example' }, 403],
  [{ origin: 'https://cloud.example:8443' }, 403],
  [{ origin: 'https://cloud.example.evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'https://cloud.example', 'sec-fetch-site': 'cross-site' }, 403],
])('what a browser sends by itself changes nothing for the page of %j: %i', async (headers, status) => {
  await using door = await openDoor()
  const { ask } = await door.browser('ann')
  expect((await ask('POST', '/probe', { headers })).status).toBe(status)
  expect((await door.as('ann')('POST', '/probe', { headers })).status).toBe(status)
  expect((await ask('GET', '/probe', { headers })).status).toBe(200)
  const ann = await door.accounts.actorFor(door.tenant.id, 'ann')
  const { token } = await door.accounts.createToken(ann, { name: 'backup' })
  const byToken = { headers: { ...headers, authorization: `Bearer ${token}` } }
  expect((await door.ask('POST', '/probe', byToken)).status).toBe(200)
})

test('too many wrong passwords are put off with the time to wait, not from other addresses', async () => {
  await using door = await openDoor()
  const guess = door.as('ann', 'wrong')
  for (let count = 0; count < 10; count += 1) expect((await guess('GET', '/probe')).status).toBe(401)
  for (const path of ['/probe', '/dav/probe']) {
    const refused = await door.as('ann')('GET', path)
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('600')
  }
  expect((await door.as('ann')('GET', '/probe', { address: '192.0.2.2' })).status).toBe(200)
})

test("the operator's door acts as whom the header names, and refuses a name that nobody can read", async () => {
  await using door = await openTestDoor({ door: 'operator', routes: probes })
  const asWhom = (name: string) => door.ask('GET', '/probe', { headers: { 'isthmus-as': name } })
  expect((await asWhom('a%6En')).json).toMatchObject({ kind: 'user', username: 'ann' })
  for (const name of ['%zz', '%', '%E0%A4%A', '%ff']) {
    expect(await asWhom(name), name).toMatchObject({ status: 400, json: { code: 'validation-failed' } })
  }
  expect((await asWhom('nobody')).json).toMatchObject({ code: 'user-not-found' })
  expect((await door.ask('GET', '/probe')).json).toMatchObject({ code: 'forbidden' })
})

test('whatever is sent as Authorization is read or refused, and never fails', () => {
  const header = fc
    .tuple(fc.constantFrom('Basic ', 'bearer ', 'BASIC  ', 'x ', ''), fc.string())
    .map(([a, b]) => a + b)
  fc.assert(
    fc.property(header, (value) => {
      const credential = parseAuthorization(value)
      if (credential?.scheme === 'basic') expect(credential.name).not.toContain(':')
    }),
  )
  const parts = fc.tuple(
    fc.string().filter((name) => !name.includes(':')),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(parts, ([name, password]) => {
      if (name.length + password.length > 1000) return
      expect(parseAuthorization(basic(name, password))).toEqual({ scheme: 'basic', name, password })
    }),
  )
})
