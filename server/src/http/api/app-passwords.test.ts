import { expect, test } from 'vitest'
import { openTestDoor } from '../testing/open-test-door.ts'

test.each([
  ['/api/v1/app-passwords', 'appPasswords', 'password'],
  ['/api/v1/tokens', 'tokens', 'token'],
])('a credential of %s is made, listed without its secret, and ended once', async (path, list, secret) => {
  await using door = await openTestDoor()
  const ann = door.as('ann')
  const made = await ann('POST', path, { json: { name: 'phone' } })
  expect(made).toMatchObject({
    status: 201,
    headers: { 'cache-control': 'no-store' },
    json: { name: 'phone' },
  })
  expect(made.json[secret]).toEqual(expect.any(String))
  await door.clock.advance(1)
  const again = await ann('POST', path, { json: { name: 'phone' } })
  expect(again.json['id']).not.toBe(made.json['id'])

  const listed = await ann('GET', path)
  expect(listed.json[list]).toMatchObject([
    { id: made.json['id'], name: 'phone', lastUsedAt: null },
    { id: again.json['id'] },
  ])
  expect(JSON.stringify(listed.json)).not.toContain(made.json[secret])
  expect((await door.as('bob')('GET', path)).json[list]).toEqual([])

  const one = `${path}/${String(made.json['id'])}`
  expect((await door.as('bob')('DELETE', one)).status).toBe(404)
  expect((await ann('DELETE', one)).status).toBe(204)
  expect((await ann('DELETE', one)).status).toBe(404)
  for (const json of [
    {},
    { name: '' },
    { name: ' ' },
    { name: 'a\nb' },
    { name: 1 },
    { name: 'x', more: 1 },
  ]) {
    expect((await ann('POST', path, { json })).status, JSON.stringify(json)).toBe(400)
  }
  for (const [method, where] of [
    ['GET', path],
    ['POST', path],
    ['DELETE', one],
  ] as const) {
    expect((await door.ask(method, where)).status).toBe(401)
  }
})

test('an app password opens the API, and makes and ends no credentials but itself', async () => {
  await using door = await openTestDoor()
  const made = await door.as('ann')('POST', '/api/v1/app-passwords', { json: { name: 'phone' } })
  const phone = door.as('ann', String(made.json['password']))
  expect((await phone('GET', '/api/v1/me')).status).toBe(200)
  for (const [method, path, json] of [
    ['POST', '/api/v1/app-passwords', { name: 'x' }],
    ['POST', '/api/v1/tokens', { name: 'x' }],
    ['DELETE', '/api/v1/tokens/x', undefined],
    ['DELETE', '/api/v1/sessions/x', undefined],
    ['POST', '/api/v1/me/password', { oldPassword: 'correct horse', newPassword: 'better horse' }],
    ['POST', '/api/v1/me/emails', { address: 'ann@mail.example' }],
  ] as const) {
    const answer = await phone(method, path, json === undefined ? {} : { json })
    expect(answer, `${method} ${path}`).toMatchObject({ status: 403, json: { code: 'forbidden' } })
  }
  expect((await phone('DELETE', `/api/v1/app-passwords/${String(made.json['id'])}`)).status).toBe(204)
  expect((await phone('GET', '/api/v1/me')).status).toBe(401)
})
