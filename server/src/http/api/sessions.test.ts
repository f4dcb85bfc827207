import { expect, test } from 'vitest'
import { openTestDoor } from '../testing/open-test-door.ts'

const signIn = { username: 'Ann', password: 'correct horse' }

test('a browser signs in, asks who it is, and signs out', async () => {
  await using door = await openTestDoor()
  const started = await door.ask('POST', '/api/v1/session', {
    json: signIn,
    headers: { origin: 'https://cloud.example', 'user-agent': 'Firefox' },
  })
  expect(started).toMatchObject({
    status: 201,
    headers: { 'cache-control': 'no-store' },
    json: { user: { username: 'ann' }, csrfToken: expect.stringMatching(/^[\w-]{43}$/) },
  })
  expect(started.headers['set-cookie']).toMatch(
    /^isthmus_[0-9a-z]{12}=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(JSON.stringify(started.json)).not.toContain(String(started.headers['set-cookie']).slice(21, 40))

  const { ask, csrf } = await door.browser('ann')
  expect(await ask('GET', '/api/v1/session')).toMatchObject({
    status: 200,
    json: { user: { username: 'ann' }, csrfToken: csrf },
  })
  const ended = await ask('DELETE', '/api/v1/session')
  expect(ended.status).toBe(204)
  expect(ended.headers['set-cookie']).toContain('=; Path=/; Max-Age=0;')
  expect((await ask('GET', '/api/v1/session')).status).toBe(401)
  expect((await ask('DELETE', '/api/v1/session')).status).toBe(401)
})

test('signing in again ends the session before', async () => {
  await using door = await openTestDoor()
  const { bare } = await door.browser('ann')
  expect((await bare('POST', '/api/v1/session', { json: signIn })).status).toBe(201)
  expect((await bare('GET', '/api/v1/session')).status).toBe(401)
})

test('who signs in wrongly, with an app password, or from the page of another site, does not', async () => {
  await using door = await openTestDoor()
  const ann = await door.accounts.actorFor(door.tenant.id, 'ann')
  const { password } = await door.accounts.createAppPassword(ann, { name: 'phone' })
  for (const json of [
    { ...signIn, password: 'wrong' },
    { ...signIn, username: 'nobody' },
    { ...signIn, username: '' },
    { ...signIn, password },
  ]) {
    const refused = await door.ask('POST', '/api/v1/session', { json })
    expect(refused).toMatchObject({ status: 401, json: { code: 'unauthorized' } })
    expect(refused.headers['set-cookie']).toBeUndefined()
  }
  const forged = await door.ask('POST', '/api/v1/session', {
    json: signIn,
    headers: { origin: 'https://evil.example' },
  })
  expect(forged.status).toBe(403)
  for (const json of [{}, { username: 'ann' }, { username: 1, password: 2 }, [], { ...signIn, more: 1 }]) {
    expect((await door.ask('POST', '/api/v1/session', { json })).status, JSON.stringify(json)).toBe(400)
  }
})

test('too many wrong passwords are put off, with the time to wait', async () => {
  await using door = await openTestDoor()
  const wrong = { json: { ...signIn, password: 'wrong' } }
  for (let count = 0; count < 10; count += 1) await door.ask('POST', '/api/v1/session', wrong)
  const refused = await door.ask('POST', '/api/v1/session', { json: signIn })
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '600' } })
})

test('a program that is not in a session has no CSRF token and no session to end', async () => {
  await using door = await openTestDoor()
  const { cookie } = await door.browser('bob')
  const ann = door.as('ann')
  expect((await ann('GET', '/api/v1/session', { headers: { cookie } })).json).toMatchObject({
    user: { username: 'ann' },
    csrfToken: null,
  })
  expect((await ann('DELETE', '/api/v1/session')).status).toBe(404)
  expect((await door.ask('GET', '/api/v1/session')).status).toBe(401)
})

test('a user sees the browsers that are signed in, and ends each of the own ones once', async () => {
  await using door = await openTestDoor()
  const here = await door.browser('ann')
  await door.clock.advance(1)
  const there = await door.browser('ann')
  const list = await here.ask('GET', '/api/v1/sessions')
  const sessions = list.json['sessions'] as { id: string; current: boolean; address: string }[]
  expect(sessions.map(({ current, address }) => [current, address])).toEqual([
    [false, '192.0.2.1'],
    [true, '192.0.2.1'],
  ])
  const path = `/api/v1/sessions/${sessions[0]?.id}`
  expect((await here.bare('DELETE', path)).status).toBe(403)
  expect((await door.as('bob')('DELETE', path)).status).toBe(404)
  expect((await here.ask('DELETE', path)).status).toBe(204)
  expect((await here.ask('DELETE', path)).status).toBe(404)
  expect((await there.ask('GET', '/api/v1/session')).status).toBe(401)
  expect((await door.ask('GET', '/api/v1/sessions')).status).toBe(401)
})
