import { expect, test } from 'vitest'
import { openTestDoor } from '../testing/open-test-door.ts'

const forbidden = { status: 403, json: { code: 'forbidden' } }
const unknown = { status: 404, json: { code: 'user-not-found' } }

test('POST /users adds a user, once, and tells what is wrong', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const order = { username: 'Eve', password: 'correct horse', email: 'eve@mail.example', language: 'de-ch' }
  const made = await zoe('POST', '/api/v1/users', { json: order })
  expect(made).toMatchObject({
    status: 201,
    headers: { location: '/api/v1/users/Eve' },
    json: {
      username: 'Eve',
      displayName: 'Eve',
      email: 'eve@mail.example',
      language: 'de-CH',
      timeZone: null,
    },
  })
  expect(JSON.stringify(made.json)).not.toContain('horse')
  const again = { ...order, email: 'other@mail.example' }
  expect(await zoe('POST', '/api/v1/users', { json: again })).toMatchObject({
    status: 409,
    json: { code: 'user-exists' },
  })
  const sameMail = { ...order, username: 'evelyn' }
  expect(await zoe('POST', '/api/v1/users', { json: sameMail })).toMatchObject({ status: 409 })
  expect(await door.as('ann')('POST', '/api/v1/users', { json: order })).toMatchObject(forbidden)
})

test.each([
  [{ username: 'x', password: 'correct horse', extra: 1 }, ['']],
  [{ username: 'x' }, ['password']],
  [{ username: 1, password: true }, ['username', 'password']],
  [
    { username: 'a/b', password: 'short', email: 'x', language: '_', timeZone: '+1' },
    ['username', 'password', 'language', 'timeZone', 'email'],
  ],
  [{ username: 'x'.repeat(1000), password: 'correct horse' }, ['username']],
  [[], ['']],
  [null, ['']],
  ['x', ['']],
])('POST /users refuses %j and names %j', async (json, names) => {
  await using door = await openTestDoor()
  const answer = await door.as('zoe')('POST', '/api/v1/users', { json })
  expect(answer).toMatchObject({
    status: 400,
    json: { code: 'validation-failed', errors: names.map((name) => ({ name })) },
  })
})

test('POST /users takes JSON alone', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await zoe('POST', '/api/v1/users', { headers: form, body: 'username=x' })).status).toBe(415)
  const json = { 'content-type': 'application/json' }
  expect((await zoe('POST', '/api/v1/users', { headers: json, body: '{' })).status).toBe(400)
})

test('GET /users lists, searches and pages', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const names = (answer: { json: Record<string, unknown> }) =>
    (answer.json['users'] as { username: string }[]).map(({ username }) => username)
  const first = await zoe('GET', '/api/v1/users?limit=2')
  expect([names(first), first.json['next']]).toEqual([['ann', 'bob'], 'bob'])
  const second = await zoe('GET', '/api/v1/users?limit=2&after=bob')
  expect([names(second), second.json['next']]).toEqual([['zoe'], null])
  expect(names(await zoe('GET', '/api/v1/users?search=O'))).toEqual(['bob', 'zoe'])
  expect(names(await zoe('GET', '/api/v1/users?search='))).toHaveLength(3)
  expect(await door.as('ann')('GET', '/api/v1/users')).toMatchObject(forbidden)
  for (const query of [
    'limit=0',
    'limit=1001',
    'limit=x',
    'limit=1.5',
    'limit=',
    `search=${'x'.repeat(257)}`,
  ]) {
    expect(await zoe('GET', `/api/v1/users?${query}`), query).toMatchObject({
      status: 400,
      json: { code: 'validation-failed' },
    })
  }
})

test('GET /users/NAME shows one', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  expect(await zoe('GET', '/api/v1/users/ANN')).toMatchObject({ status: 200, json: { username: 'ann' } })
  for (const name of ['nobody', '-rf', 'a%20b', 'x'.repeat(300)]) {
    expect(await zoe('GET', `/api/v1/users/${name}`), name).toMatchObject(unknown)
  }
  expect(await door.as('ann')('GET', '/api/v1/users/ann')).toMatchObject(forbidden)
})

test('PATCH /users/NAME changes what it names, and keeps an administrator', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const change = { displayName: 'Ann', email: 'ann@mail.example', timeZone: 'UTC', admin: true }
  for (let again = 0; again < 2; again += 1) {
    const changed = await zoe('PATCH', '/api/v1/users/ann', { json: change })
    expect(changed).toMatchObject({ status: 200, json: change })
  }
  expect(
    (await zoe('PATCH', '/api/v1/users/ann', { json: { email: null, admin: false } })).json,
  ).toMatchObject({
    displayName: 'Ann',
    email: null,
    admin: false,
  })
  expect(await zoe('PATCH', '/api/v1/users/zoe', { json: { admin: false } })).toMatchObject({
    status: 409,
    json: { code: 'conflict' },
  })
  for (const json of [{ username: 'x' }, { displayName: null }, { admin: 1 }, { displayName: '' }, []]) {
    expect((await zoe('PATCH', '/api/v1/users/ann', { json })).status, JSON.stringify(json)).toBe(400)
  }
  expect(await zoe('PATCH', '/api/v1/users/nobody', { json: {} })).toMatchObject(unknown)
  expect(await door.as('ann')('PATCH', '/api/v1/users/ann', { json: { admin: true } })).toMatchObject(
    forbidden,
  )
})

test('POST /users/NAME/disable and enable lock and open an account, twice the same', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  for (const [what, disabled, status] of [
    ['disable', true, 401],
    ['disable', true, 401],
    ['enable', false, 200],
    ['enable', false, 200],
  ] as const) {
    expect(await zoe('POST', `/api/v1/users/ann/${what}`)).toMatchObject({ status: 200, json: { disabled } })
    expect((await door.as('ann')('GET', '/api/v1/me')).status).toBe(status)
  }
  expect(await zoe('POST', '/api/v1/users/zoe/disable')).toMatchObject({ status: 409 })
  for (const what of ['disable', 'enable']) {
    expect(await zoe('POST', `/api/v1/users/nobody/${what}`)).toMatchObject(unknown)
    expect(await door.as('ann')('POST', `/api/v1/users/bob/${what}`)).toMatchObject(forbidden)
  }
})

test('POST /users/NAME/password gives a new one', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const path = '/api/v1/users/ann/password'
  for (let again = 0; again < 2; again += 1) {
    expect((await zoe('POST', path, { json: { password: 'new password' } })).status).toBe(204)
  }
  expect((await door.as('ann', 'new password')('GET', '/api/v1/me')).status).toBe(200)
  expect((await door.as('ann')('GET', '/api/v1/me')).status).toBe(401)
  for (const json of [{}, { password: 'short' }, { password: 7 }, { password: 'x'.repeat(5000) }]) {
    expect((await zoe('POST', path, { json })).status, JSON.stringify(json).slice(0, 40)).toBe(400)
  }
  const own = await zoe('POST', '/api/v1/users/zoe/password', { json: { password: 'new password' } })
  expect(own).toMatchObject(forbidden)
  const nobody = await zoe('POST', '/api/v1/users/nobody/password', { json: { password: 'new password' } })
  expect(nobody).toMatchObject(unknown)
  const asBob = await door.as('bob')('POST', path, { json: { password: 'new password' } })
  expect(asBob).toMatchObject(forbidden)
})

test('DELETE /users/NAME deletes, hands over, and finds nobody the second time', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const heard: unknown[] = []
  door.events.subscribe('user.deleted', async (_tx, event) => {
    heard.push(event.handOverTo)
  })
  const bob = await door.accounts.findUser(door.tenant.id, 'bob')
  expect(await door.as('bob')('DELETE', '/api/v1/users/ann')).toMatchObject(forbidden)
  for (const heir of ['nobody', 'ann', '']) {
    expect(await zoe('DELETE', `/api/v1/users/ann?handOverTo=${heir}`), heir).toMatchObject({
      status: 400,
      json: { errors: [{ name: 'handOverTo' }] },
    })
  }
  expect((await zoe('DELETE', '/api/v1/users/ann?handOverTo=bob')).status).toBe(204)
  expect(await zoe('DELETE', '/api/v1/users/ann?handOverTo=bob')).toMatchObject(unknown)
  expect((await zoe('DELETE', '/api/v1/users/bob')).status).toBe(204)
  expect(heard).toEqual([bob?.id, undefined])
  expect(await zoe('DELETE', '/api/v1/users/zoe')).toMatchObject({ status: 409, json: { code: 'conflict' } })
})

test('the operator keeps users without being one', async () => {
  await using door = await openTestDoor({ door: 'operator' })
  const headers = { 'isthmus-as': 'ann' }
  expect((await door.ask('GET', '/api/v1/users')).status).toBe(200)
  expect((await door.ask('POST', '/api/v1/users/bob/disable')).status).toBe(200)
  expect((await door.ask('GET', '/api/v1/me')).status).toBe(403)
  expect(await door.ask('GET', '/api/v1/me', { headers })).toMatchObject({ json: { username: 'ann' } })
  expect((await door.ask('GET', '/api/v1/users', { headers })).status).toBe(403)
})
