import { expect, test } from 'vitest'
import { changeUser, headerOf, openMailCloud, stranger, tokenOf, withAddress } from './mail-cloud.ts'

const hour = 60 * 60_000

test('an address is verified by the link that only its mailbox gets, in the language of the user', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox } = world
  const ann = await cloud.person('ann')
  await changeUser(cloud, 'ann', { language: 'de-CH' })
  const added = await ann.api('POST', '/me/emails', { address: 'ann@mail.example' })
  expect(added.status).toBe(201)
  await net.settle()
  const [mail] = mailbox.to('ann@mail.example')
  if (mail === undefined) throw new Error('no mail came')
  expect(mail).toMatchObject({ from: 'no-reply@cloud.example', to: ['ann@mail.example'], encrypted: true })
  expect(mail.mail.from).toMatchObject({ name: 'cloud.example', address: 'no-reply@cloud.example' })
  expect(mail.mail.subject).toBe('Ist das Ihre Adresse? (cloud.example)')
  expect(headerOf(mail, 'auto-submitted')).toBe('auto-generated')
  expect(mail.mail.messageId).toMatch(/^<[0-9a-f-]{36}@cloud\.example>$/)
  const link = mailbox.linkTo('ann@mail.example')
  expect(link).toMatch(/^https:\/\/cloud\.example\/verify-email\/[\w-]{43}$/)
  expect(mail.mail.html).toContain(`href="${link}"`)
  expect(mail.source).not.toMatch(/<img|<script|url\(|@import/)

  const verified = await stranger(net, '/email-verifications', { token: tokenOf(link) })
  expect(verified.json()).toEqual({ username: 'ann', address: 'ann@mail.example' })
  expect((await ann.api('GET', '/me/emails')).json()).toMatchObject({
    emails: [{ address: 'ann@mail.example', primary: true, verified: true }],
  })
  const again = await ann.api('POST', '/me/emails/ann%40mail.example/verification')
  expect(again.status).toBe(409)
})

test('the mail that verifies is sent again, with a link instead of the one before, and not without end', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox } = world
  const ann = await cloud.person('ann')
  await ann.api('POST', '/me/emails', { address: 'ann@mail.example' })
  await net.settle()
  const first = mailbox.linkTo('ann@mail.example')
  const resend = () => ann.api('POST', '/me/emails/ann%40mail.example/verification')
  expect((await resend()).status).toBe(202)
  await net.settle()
  expect((await stranger(net, '/email-verifications', { token: tokenOf(first) })).status).toBe(404)
  for (let count = 2; count < 5; count += 1) {
    await resend()
    await net.settle()
  }
  const refused = await resend()
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '3600'])
  expect(mailbox.to('ann@mail.example')).toHaveLength(5)
  await net.clock.advance(hour)
  expect((await resend()).status).toBe(202)
})

test('who has forgotten a password chooses a new one by mail, once, and nothing else of theirs stays signed in', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox } = world
  const ann = await withAddress(cloud, 'ann', { displayName: 'Ann' })
  const { accounts } = cloud.application
  const signIn = (password: string) =>
    accounts.startSession(cloud.tenant.id, { username: 'ann', password, address: '' })
  await signIn(ann.password)
  expect((await stranger(net, '/password-resets', { login: 'ANN@mail.example' })).status).toBe(202)
  await net.settle()
  const link = mailbox.linkTo('ann@mail.example')
  expect(link).toMatch(/^https:\/\/cloud\.example\/reset-password\/[\w-]{43}$/)
  const complete = (password: string) =>
    stranger(net, '/password-resets/complete', { token: tokenOf(link), password })

  expect((await complete('short')).status).toBe(400)
  expect((await complete('a better horse')).json()).toEqual({ username: 'ann' })
  expect((await complete('another horse')).status).toBe(404)
  const actor = await accounts.actorFor(cloud.tenant.id, 'ann')
  expect(await accounts.listSessions(actor)).toEqual([])
  expect(await signIn(ann.password)).toMatchObject({ ok: false })
  expect(await signIn('a better horse')).toMatchObject({ ok: true })
  await net.settle()
  expect(mailbox.to('ann@mail.example').map(({ mail }) => mail.subject)).toEqual([
    'A new password for cloud.example',
    'Your password at cloud.example was changed',
  ])
})

test('a link to choose a password works for an hour, and not once the account is disabled', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox } = world
  await withAddress(cloud, 'ann')
  const link = async () => {
    await stranger(net, '/password-resets', { login: 'ann' })
    await net.settle()
    return tokenOf(mailbox.linkTo('ann@mail.example'))
  }
  const complete = async (token: string) =>
    (await stranger(net, '/password-resets/complete', { token, password: 'a better horse' })).status
  const [first, second] = [await link(), await link()]
  expect(first).not.toBe(second)
  await cloud.application.accounts.disableUser({ kind: 'operator', tenant: cloud.tenant.id }, 'ann')
  expect(await complete(second)).toBe(404)
  await cloud.application.accounts.enableUser({ kind: 'operator', tenant: cloud.tenant.id }, 'ann')
  await net.clock.advance(hour)
  expect([await complete(first), await complete(second)]).toEqual([404, 404])
})

test('who asks for the password of nobody, or of somebody without an address, is told the same, and nothing is sent', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox } = world
  await cloud.person('bob')
  for (const login of ['nobody', 'bob', 'nobody@mail.example', '', 'a b', '../x']) {
    const { status, text } = await stranger(net, '/password-resets', { login })
    expect([login, status, text]).toEqual([login, 202, ''])
  }
  await net.settle()
  expect(mailbox.mails).toEqual([])
  expect(cloud.logged('job.crashed')).toEqual([])
})

test('a mailbox gets three links in an hour, however often somebody asks', async () => {
  await using world = await openMailCloud()
  const { net, cloud, mailbox } = world
  await withAddress(cloud, 'ann')
  for (let count = 0; count < 9; count += 1) await stranger(net, '/password-resets', { login: 'ann' })
  await net.settle()
  expect(mailbox.mails).toHaveLength(3)
  // It is no work that was given up.
  expect(await cloud.application.jobs.list(cloud.tenant.id)).toEqual([])
})

test('a user without a password is invited by mail and chooses one', async () => {
  await using world = await openMailCloud()
  const { net, mailbox, zoe } = world
  const without = await zoe.api('POST', '/users', { username: 'max' })
  expect(without.json()).toMatchObject({ code: 'validation-failed', errors: [{ name: 'password' }] })
  const made = await zoe.api('POST', '/users', {
    username: 'max',
    email: 'max@mail.example',
    displayName: 'Max',
    language: 'de',
  })
  expect(made.status).toBe(201)
  await net.settle()
  expect((await zoe.api('POST', '/users/max/invitation')).status).toBe(202)
  await net.settle()
  const [first, second] = mailbox.to('max@mail.example')
  expect([first?.mail.subject, second?.mail.subject]).toEqual(Array(2).fill('Ihr Konto bei cloud.example'))
  expect(first?.mail.text).toContain('Guten Tag Max,')
  await net.clock.advance(2 * hour)
  const token = tokenOf(mailbox.linkTo('max@mail.example'))
  const chosen = await stranger(net, '/password-resets/complete', { token, password: 'my own horse' })
  expect(chosen.json()).toEqual({ username: 'max' })
  const session = await net.web.fetch({
    method: 'GET',
    url: 'https://cloud.example/api/v1/me',
    headers: { authorization: `Basic ${Buffer.from('max:my own horse').toString('base64')}` },
  })
  expect(session.status).toBe(200)
  expect((await zoe.api('POST', '/users/max/invitation')).status).toBe(409)
})
