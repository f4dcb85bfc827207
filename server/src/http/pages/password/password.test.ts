import { expect, test } from 'vitest'
import { openTestDoor } from '../../testing/open-test-door.ts'

/** A cloud that sends mail, and what a browser without scripts does there. */
async function openForgetful() {
  const door = await openTestDoor()
  await door.accounts.changeUser(door.operator, 'ann', { email: 'ann@mail.example' })
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    door.ask('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', ...headers },
      body: String(new URLSearchParams(fields)),
    })
  return {
    ...door,
    send,
    /** The path of the link in the newest mail. */
    async mailed() {
      const text = (await door.mailOut()).at(-1)?.text ?? ''
      return new URL(/https:\/\/cloud\.example\/(?:reset-password|verify-email)\/\S+/.exec(text)?.[0] ?? '')
        .pathname
    },
  }
}

test('who has forgotten their password gets a mail, chooses a new one once, and is signed in', async () => {
  await using door = await openForgetful()
  expect((await door.ask('GET', '/login')).text).toContain('<a href="/reset-password">')
  expect((await door.ask('GET', '/reset-password')).text).toContain('name="login"')
  const asked = await door.send('/reset-password', { login: 'ann' })
  expect(asked).toMatchObject({ status: 303, headers: { location: '/reset-password?sent' } })
  expect((await door.ask('GET', '/reset-password?sent')).text).toContain('a mail is on its way')

  const path = await door.mailed()
  const page = await door.ask('GET', path)
  expect(page.text).toContain('For the account ann.')
  const short = await door.send(path, { password: 'short' }, { 'accept-language': 'de' })
  expect(short.status).toBe(422)
  expect(short.text).toContain('<p id="password-problem" class="problem">Wählen Sie eines mit mindestens 8')
  const chosen = await door.send(path, { password: 'another horse' })
  expect(chosen).toMatchObject({ status: 303, headers: { location: '/' } })
  const [cookie = ''] = String(chosen.headers['set-cookie']).split(';')
  expect((await door.ask('GET', '/api/v1/session', { headers: { cookie } })).status).toBe(200)
  expect((await door.as('ann', 'another horse')('GET', '/api/v1/me')).status).toBe(200)
  for (const again of [await door.ask('GET', path), await door.send(path, { password: 'third horse' })]) {
    expect(again.status).toBe(404)
    expect(again.text).toContain('This link does not work any more')
  }
})

test('the page tells nobody who has an account here, and too many questions are put off', async () => {
  await using door = await openForgetful()
  const answers = [
    await door.send('/reset-password', { login: 'nobody' }),
    await door.send('/reset-password', { login: 'ann' }),
  ]
  const [unknown, known] = answers.map(({ status, headers, text }) => [status, headers['location'], text])
  expect(unknown).toEqual(known)
  for (let count = 0; count < 9; count += 1) await door.send('/reset-password', { login: 'ann' })
  const late = await door.send('/reset-password', { login: 'ann' })
  expect(late.status).toBe(429)
  expect(late.text).toMatch(/role="alert">Too many attempts/)
})

test('a password that was chosen counts also for who has tried too often to be signed in at once', async () => {
  await using door = await openForgetful()
  await door.send('/reset-password', { login: 'ann' })
  const path = await door.mailed()
  for (let count = 0; count < 10; count += 1)
    await door.send('/login', { username: 'ann', password: 'wrong' })
  const chosen = await door.send(path, { password: 'another horse' })
  expect(chosen).toMatchObject({ status: 303, headers: { location: '/login?why=password-changed' } })
  await door.clock.advance(11 * 60_000)
  expect((await door.as('ann', 'another horse')('GET', '/api/v1/me')).status).toBe(200)
})

test('somebody who is new chooses the first password by the link from the invitation', async () => {
  await using door = await openForgetful()
  await door.accounts.createUser(door.operator, { username: 'eve', email: 'eve@mail.example' })
  const path = await door.mailed()
  const page = await door.ask('GET', path)
  expect(page.text).toContain('Your user name here is eve.')
  expect(await door.send(path, { password: 'first horse' })).toMatchObject({
    status: 303,
    headers: { location: '/' },
  })
})

test('an address is verified by a button, not by looking at the page of its link', async () => {
  await using door = await openForgetful()
  const ann = await door.accounts.actorFor(door.tenant.id, 'ann')
  await door.accounts.addEmail(ann, 'ann@other.example')
  const path = await door.mailed()
  const verified = async () =>
    (await door.accounts.listEmails(ann)).filter((email) => email.verified).map(({ address }) => address)
  expect((await door.ask('GET', path)).text).toContain('Is this your e-mail address?')
  expect(await verified()).toEqual(['ann@mail.example'])
  expect((await door.send(path, {}, { origin: 'https://evil.example' })).status).toBe(403)
  const answer = await door.send(path, {})
  expect(answer.text).toContain('ann@other.example counts as yours now.')
  expect(await verified()).toContain('ann@other.example')
  const wrong = await door.send(`/verify-email/${'x'.repeat(43)}`, {}, { 'accept-language': 'de' })
  expect(wrong.status).toBe(404)
  expect(wrong.text).toContain('Dieser Link gilt nicht mehr')
})

test('no page of another site asks for a mail or chooses a password', async () => {
  await using door = await openForgetful()
  await door.send('/reset-password', { login: 'ann' })
  const path = await door.mailed()
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await door.send('/reset-password', { login: 'ann' }, headers)).status).toBe(403)
    expect((await door.send(path, { password: 'another horse' }, headers)).status).toBe(403)
  }
  expect((await door.ask('GET', path)).status).toBe(200)
})
