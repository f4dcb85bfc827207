import { expect, test } from 'vitest'
import { openTestDoor } from '../../testing/open-test-door.ts'

const order = { displayName: 'Max Lee', username: 'max', password: 'correct horse' }

/** A cloud that nobody administers, and the link by which somebody will. */
async function openFirstRun() {
  const door = await openTestDoor()
  await door.database.write((tx) => tx.updateTable('users').set({ admin: 0 }).execute())
  const link = await door.accounts.makeSetupLink(door.operator)
  const path = `/setup/${link?.token}`
  return {
    ...door,
    path,
    send: (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      door.ask('POST', path, {
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', ...headers },
        body: String(new URLSearchParams(fields)),
      }),
  }
}

test('whoever opens the address makes the account of the first administrator, and is signed in', async () => {
  await using door = await openFirstRun()
  const page = await door.ask('GET', door.path)
  expect(page.status).toBe(200)
  expect(page.text).toContain('name@cloud.example')
  const made = await door.send(order)
  expect(made).toMatchObject({ status: 303, headers: { location: '/admin/welcome' } })
  const [cookie = ''] = String(made.headers['set-cookie']).split(';')
  const session = await door.ask('GET', '/api/v1/session', { headers: { cookie } })
  expect(session.json).toMatchObject({ user: { username: 'max', displayName: 'Max Lee', admin: true } })
  for (const method of ['GET', 'POST']) {
    const again = await door.ask(method, door.path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    })
    expect(again.status).toBe(404)
    expect(again.text).toContain('isthmus setup-link')
  }
})

test('what will not do is said at the line where it stands, in the language of the page, and nothing is lost', async () => {
  await using door = await openFirstRun()
  const short = await door.send({ ...order, username: 'a b', password: 'short' }, { 'accept-language': 'de' })
  expect(short.status).toBe(422)
  expect(short.text).toMatch(
    /id="username"[^>]* aria-invalid="true" aria-describedby="username-problem username-hint"/,
  )
  expect(short.text).toContain('<p id="username-problem" class="problem">Höchstens 64 Buchstaben')
  expect(short.text).toContain('<p id="password-problem" class="problem">Wählen Sie eines mit mindestens 8')
  expect(short.text).toContain('value="Max Lee"')
  expect(short.text).not.toContain('short')
  const taken = await door.send({ ...order, username: 'Ann' })
  expect(taken.text).toContain('Somebody has or had this name.')
  expect(await door.send(order)).toMatchObject({ status: 303 })
})

test('no page of another site makes the account', async () => {
  await using door = await openFirstRun()
  expect((await door.send(order, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await door.send(order, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await door.ask('GET', door.path)).status).toBe(200)
})
