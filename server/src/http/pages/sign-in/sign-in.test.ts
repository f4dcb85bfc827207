import { expect, test } from 'vitest'
import { openTestDoor, type TestRequest } from '../../testing/open-test-door.ts'

/** A form as a browser sends it from a page of ours, which tells no origin. */
function form(fields: Record<string, string>, headers: Record<string, string> = {}): TestRequest {
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'null',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: String(new URLSearchParams(fields)),
  }
}

const ann = { username: 'ann', password: 'correct horse' }

/** The cookie that an answer makes a browser keep, as the browser shows it. */
function cookieOf({ headers }: { headers: Readonly<Record<string, unknown>> }): string {
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

test('who signs in with the form has the session of the API, and goes where they wanted to', async () => {
  await using door = await openTestDoor()
  const page = await door.ask('GET', '/login?next=/files/Trip%3Fsort=name')
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
  expect(page.text).toContain('<input type="hidden" name="next" value="/files/Trip?sort=name">')
  const answer = await door.ask('POST', '/login', form({ ...ann, next: '/files/Trip?sort=name' }))
  expect(answer).toMatchObject({ status: 303, headers: { location: '/files/Trip?sort=name' } })
  expect(answer.headers['set-cookie']).toMatch(
    /^isthmus_\w{12}=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
  )
  const session = await door.ask('GET', '/api/v1/session', { headers: { cookie: cookieOf(answer) } })
  expect(session).toMatchObject({ status: 200, json: { user: { username: 'ann' } } })
})

test('pages and the API say what the cloud is called, once somebody has chosen that', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  for (const [chosen, written] of [
    [undefined, 'Isthmus'],
    ['Ben & Co', 'Ben &amp; Co'],
  ] as const) {
    if (chosen !== undefined)
      expect((await zoe('PATCH', '/api/v1/settings', { json: { provider: chosen } })).status).toBe(200)
    expect((await door.ask('GET', '/login')).text).toContain(`<span>${written}</span></span>`)
    expect((await zoe('GET', '/api/v1/me')).json).toMatchObject({ cloud: chosen ?? 'Isthmus' })
  }
})

test('whoever made the address, signing in leads nowhere else', async () => {
  await using door = await openTestDoor()
  expect((await door.ask('GET', '/login?next=https://evil.example/')).text).not.toContain('evil')
  const answer = await door.ask('POST', '/login', form({ ...ann, next: '//evil.example/' }))
  expect(answer).toMatchObject({ status: 303, headers: { location: '/' } })
})

test('who gets it wrong is told so, keeps the name and never sees the password again', async () => {
  await using door = await openTestDoor()
  const names = { ann: 'ann', nobody: 'nobody', '"><script>': '&quot;&gt;&lt;script&gt;' }
  for (const [name, written] of Object.entries(names)) {
    const answer = await door.ask('POST', '/login', form({ username: name, password: 'wrong horse' }))
    expect(answer.status).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.text).toContain('The user name or the password is wrong.')
    expect(answer.text).toContain(`value="${written}"`)
    expect(answer.text).not.toContain('wrong horse')
    expect(answer.text).not.toContain('<script>')
  }
})

test('that an account is locked hears only who knows its password', async () => {
  await using door = await openTestDoor()
  await door.accounts.disableUser(door.operator, 'ann')
  const german = { 'accept-language': 'de' }
  expect((await door.ask('POST', '/login', form(ann, german))).text).toContain('Dieses Konto ist gesperrt.')
  const wrong = await door.ask('POST', '/login', form({ ...ann, password: 'wrong' }, german))
  expect(wrong.text).toContain('Der Benutzername oder das Passwort ist falsch.')
})

test('who tries too often is told how long to wait', async () => {
  await using door = await openTestDoor()
  const attempt = () => door.ask('POST', '/login', form({ username: 'ann', password: 'wrong' }))
  for (let count = 0; count < 10; count += 1) expect((await attempt()).status).toBe(403)
  const answer = await attempt()
  expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '600' } })
  expect(answer.text).toContain('Wait 600 seconds')
})

test('no page of another site signs anybody in or out', async () => {
  await using door = await openTestDoor()
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  const { cookie } = await door.browser('ann')
  for (const headers of foreign) {
    expect((await door.ask('POST', '/login', form(ann, headers))).status).toBe(403)
    for (const own of [{ cookie }, {}]) {
      const answer = await door.ask('POST', '/logout', form({}, { ...headers, ...own }))
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
    }
  }
  expect((await door.ask('POST', '/logout', form({}, { cookie }))).status).toBe(403)
  expect((await door.ask('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(200)
})

test('who signs out is out, and a session that is over is no hindrance', async () => {
  await using door = await openTestDoor()
  const { cookie, csrf } = await door.browser('ann')
  for (let again = 0; again < 2; again += 1) {
    const answer = await door.ask('POST', '/logout', form({ csrf }, { cookie }))
    expect(answer).toMatchObject({ status: 303, headers: { location: '/login?why=signed-out' } })
    expect(answer.headers['set-cookie']).toMatch(/^isthmus_\w{12}=; Path=\/; Max-Age=0;/)
  }
  expect((await door.ask('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(401)
  expect((await door.ask('GET', '/login?why=signed-out')).text).toContain('You are signed out.')
})

test('where nobody administers yet, the page says how to begin', async () => {
  await using door = await openTestDoor()
  expect((await door.ask('GET', '/login')).text).not.toContain('setup-link')
  await door.database.write((tx) => tx.updateTable('users').set({ admin: 0 }).execute())
  expect((await door.ask('GET', '/login')).text).toContain('<code>isthmus setup-link</code>')
})
