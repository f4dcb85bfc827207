import { expect, test } from 'vitest'
import { openTestDoor } from '../testing/open-test-door.ts'

test('GET and PATCH /me show and change the user who asks', async () => {
  await using door = await openTestDoor()
  await door.accounts.createGroup(door.operator, { name: 'choir' })
  await door.accounts.addMember(door.operator, 'choir', 'ann')
  await door.accounts.setRights(door.operator, { kind: 'everyone' }, { reshare: false })
  const ann = door.as('ann')
  expect(await ann('GET', '/api/v1/me')).toMatchObject({
    status: 200,
    json: { username: 'ann', groups: ['choir'], rights: { reshare: false, 'share-outward': true } },
  })
  const change = { displayName: 'Ann', language: 'de-CH', timeZone: 'Europe/Zurich' }
  for (let again = 0; again < 2; again += 1) {
    expect(await ann('PATCH', '/api/v1/me', { json: change })).toMatchObject({ status: 200, json: change })
  }
  expect((await ann('PATCH', '/api/v1/me', { json: { language: null } })).json).toMatchObject({
    displayName: 'Ann',
    language: null,
  })
  for (const json of [{ admin: true }, { email: 'a@b.example' }, { language: '_' }, { displayName: 1 }, []]) {
    expect((await ann('PATCH', '/api/v1/me', { json })).status, JSON.stringify(json)).toBe(400)
  }
  expect((await door.ask('GET', '/api/v1/me')).status).toBe(401)
  expect((await door.ask('PATCH', '/api/v1/me', { json: {} })).status).toBe(401)
})

test('POST /me/password changes the own password with the old one, and keeps this browser', async () => {
  await using door = await openTestDoor()
  const here = await door.browser('ann')
  const there = await door.browser('ann')
  const change = { oldPassword: 'correct horse', newPassword: 'better horse' }
  expect((await here.ask('POST', '/api/v1/me/password', { json: change })).status).toBe(204)
  expect((await here.ask('GET', '/api/v1/me')).status).toBe(200)
  expect((await there.ask('GET', '/api/v1/me')).status).toBe(401)
  expect((await door.as('ann', 'better horse')('GET', '/api/v1/me')).status).toBe(200)
  expect(await here.ask('POST', '/api/v1/me/password', { json: change })).toMatchObject({
    status: 400,
    json: { errors: [{ name: 'oldPassword' }] },
  })
  for (const json of [{}, { ...change, newPassword: 'x' }, { oldPassword: 1, newPassword: 2 }]) {
    expect((await here.ask('POST', '/api/v1/me/password', { json })).status, JSON.stringify(json)).toBe(400)
  }
  expect((await here.bare('POST', '/api/v1/me/password', { json: change })).status).toBe(403)
})

test('an address is added, verified by its token alone, made the primary one and removed', async () => {
  await using door = await openTestDoor()
  const ann = door.as('ann')
  const emails = '/api/v1/me/emails'
  const added = await ann('POST', emails, { json: { address: 'Ann@mail.example' } })
  expect(added).toMatchObject({ status: 201, json: { address: 'Ann@mail.example', verified: false } })
  expect(JSON.stringify(added)).not.toMatch(/token/i)
  // Before the next one: of two that are under way, either may be the last.
  await door.mailOut()

  const user = await door.accounts.actorFor(door.tenant.id, 'ann')
  await door.accounts.addEmail(user, 'ann@mail.example')
  const [, token = ''] = /verify-email\/(\S+)/.exec((await door.mailOut()).at(-1)?.text ?? '') ?? []
  for (let again = 0; again < 2; again += 1) {
    const verified = await door.ask('POST', '/api/v1/email-verifications', { json: { token } })
    expect(verified).toMatchObject({ status: 200, json: { username: 'ann', address: 'ann@mail.example' } })
  }
  expect((await ann('POST', emails, { json: { address: 'ann@mail.example' } })).status).toBe(409)
  await ann('POST', emails, { json: { address: 'lee@mail.example' } })
  const list = await ann('GET', emails)
  expect(list.json).toMatchObject({
    emails: [
      { primary: true, verified: true },
      { address: 'lee@mail.example', verified: false },
    ],
  })
  const lee = `${emails}/lee%40mail.example`
  expect((await ann('POST', `${lee}/primary`)).status).toBe(409)
  expect((await ann('POST', `${emails}/ann@mail.example/primary`)).status).toBe(204)
  expect((await ann('DELETE', `${emails}/ann@mail.example`)).status).toBe(409)
  expect((await door.as('bob')('DELETE', lee)).status).toBe(404)
  expect((await ann('DELETE', lee)).status).toBe(204)
  expect((await ann('DELETE', lee)).status).toBe(404)
  expect((await ann('POST', `${lee}/primary`)).status).toBe(404)
})

test('what is no address or no token is refused', async () => {
  await using door = await openTestDoor()
  const ann = door.as('ann')
  for (const json of [{}, { address: 'nowhere' }, { address: 7 }, { address: 'x'.repeat(2000) }]) {
    const answer = await ann('POST', '/api/v1/me/emails', { json })
    expect(answer, JSON.stringify(json).slice(0, 40)).toMatchObject({
      status: 400,
      json: { errors: [{ name: 'address' }] },
    })
  }
  for (const [json, status] of [
    [{}, 400],
    [{ token: 1 }, 400],
    [{ token: 'x'.repeat(257) }, 400],
    [{ token: '' }, 404],
    [{ token: 'x'.repeat(43) }, 404],
  ] as const) {
    expect((await door.ask('POST', '/api/v1/email-verifications', { json })).status).toBe(status)
  }
  for (const [method, path] of [
    ['GET', '/api/v1/me/emails'],
    ['POST', '/api/v1/me/emails/x/primary'],
    ['DELETE', '/api/v1/me/emails/x'],
  ] as const) {
    expect((await door.ask(method, path)).status, path).toBe(401)
  }
})
