import { type Network, type NetworkServer, network, type Person, type ReceivedMail } from '@isthmus/testkit'
import { expect, test } from 'vitest'

const minute = 60_000
const hour = 60 * minute

/** A cloud with an SMTP server, its administrator Zoe, and Ann, who speaks German. */
async function openCloud(options: Parameters<typeof network>[0] = { servers: ['cloud.example'] }) {
  const net = await network({ mail: {}, ...options })
  const cloud = net.server('cloud.example')
  const zoe = await cloud.person('zoe')
  await changeUser(cloud, 'zoe', { admin: true })
  return { net, cloud, mailbox: net.mailbox(), zoe, [Symbol.asyncDispose]: () => net[Symbol.asyncDispose]() }
}

function changeUser(cloud: NetworkServer, name: string, change: object) {
  const operator = { kind: 'operator', tenant: cloud.tenant.id } as const
  return cloud.application.accounts.changeUser(operator, name, change)
}

/** Somebody with a verified address. */
async function withAddress(cloud: NetworkServer, name: string, change: object = {}): Promise<Person> {
  const person = await cloud.person(name)
  await changeUser(cloud, name, { email: `${name}@mail.example`, ...change })
  return person
}

/** A request of somebody who is not signed in. */
async function stranger(net: Network, path: string, body: object) {
  return net.web.fetch({
    method: 'POST',
    url: `https://cloud.example/api/v1${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function headerOf({ mail }: ReceivedMail, name: string): string | undefined {
  return mail.headers.find(({ key }) => key === name)?.value
}

function tokenOf(link: string): string {
  return link.split('/').at(-1) ?? ''
}

test('an address is verified by the link that only its mailbox gets, in the language of the user', async () => {
  await using world = await openCloud()
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
  await using world = await openCloud()
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
  await using world = await openCloud()
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
  await using world = await openCloud()
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
  await using world = await openCloud()
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
  await using world = await openCloud()
  const { net, cloud, mailbox } = world
  await withAddress(cloud, 'ann')
  for (let count = 0; count < 9; count += 1) await stranger(net, '/password-resets', { login: 'ann' })
  await net.settle()
  expect(mailbox.mails).toHaveLength(3)
  // It is no work that was given up.
  expect(await cloud.application.jobs.list(cloud.tenant.id)).toEqual([])
})

test('a user without a password is invited by mail and chooses one', async () => {
  await using world = await openCloud()
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

test('without an SMTP server nothing pretends to send mail', async () => {
  await using net = await network({ servers: ['cloud.example'] })
  const cloud = net.server('cloud.example')
  const zoe = await cloud.person('zoe')
  await changeUser(cloud, 'zoe', { admin: true, email: 'zoe@mail.example' })
  for (const [path, body] of [
    ['/me/emails', { address: 'other@mail.example' }],
    ['/users', { username: 'max', email: 'max@mail.example' }],
  ] as const) {
    const refused = await zoe.api('POST', path, body)
    expect([path, refused.status, refused.json()]).toMatchObject([path, 503, { code: 'mail-not-configured' }])
  }
  expect((await stranger(net, '/password-resets', { login: 'zoe' })).status).toBe(202)
  expect((await zoe.api('POST', '/mail/test', { to: 'zoe@mail.example' })).json()).toMatchObject({
    sent: false,
    fault: { slug: 'not-configured' },
  })
  expect((await zoe.api('GET', '/mail')).json()).toMatchObject({ configured: false, waiting: 0 })
  expect(await cloud.application.jobs.list(cloud.tenant.id)).toEqual([])
})

test('an administrator chooses an SMTP server, tests it and sees how it goes; its password is never shown', async () => {
  await using world = await openCloud({
    servers: ['other.example'],
    tenants: { 'cloud.example': 'other.example' },
  })
  const { cloud, zoe, mailbox } = world
  // What the network gives all of its servers is locked; this cloud has its own otherwise.
  const { settings } = (await zoe.api('GET', '/settings')).json() as { settings: { key: string }[] }
  expect(settings.find(({ key }) => key === 'mail.smtp.host')).toMatchObject({
    value: 'smtp.test',
    lockedBy: 'ISTHMUS_MAIL_SMTP_HOST',
  })
  const password = 'a secret for SMTP'
  const chosen = await zoe.api('PATCH', '/settings', {
    'mail.smtp.password': password,
    'mail.from': 'cloud@mail.example',
    'mail.language': 'de',
  })
  expect(chosen.json()).toMatchObject({
    settings: expect.arrayContaining([
      expect.objectContaining({ key: 'mail.smtp.password', value: null, secret: true, chosen: true }),
    ]),
  })
  expect(chosen.text).not.toContain(password)
  const stored = await cloud.application.database.read.selectFrom('settings').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(password)
  const trail = await zoe.api('GET', '/audit?action=setting.changed')
  expect(trail.text).not.toContain(password)

  const tested = await zoe.api('POST', '/mail/test', { to: 'zoe@mail.example' })
  expect(tested.json()).toEqual({ sent: true, said: expect.stringMatching(/^250 /), fault: null })
  expect(mailbox.mails.map(({ from, mail }) => [from, mail.subject])).toEqual([
    ['cloud@mail.example', 'Testnachricht von other.example'],
  ])
  expect((await zoe.api('GET', '/mail')).json()).toMatchObject({
    configured: true,
    host: 'smtp.test',
    security: 'starttls',
    from: 'cloud@mail.example',
    lastSuccessAt: new Date(world.net.clock.now()).toISOString(),
    lastFailure: null,
  })
  expect(await cloud.metrics()).toMatch(/isthmus_mails_total\{kind="test",outcome="sent"\} 1/)
})

test('news that wait for an answer are mailed within a minute, together, unless they were read', async () => {
  await using world = await openCloud()
  const { net, cloud, mailbox, zoe } = world
  const ann = await withAddress(cloud, 'ann', { displayName: 'Ann', language: 'en' })
  await ann.api('PATCH', '/inbox/rules', { local: 'ask' })
  for (const name of ['One', 'Two']) {
    await zoe.files.mkcol(name)
    await zoe.share(name, 'ann')
  }
  await net.settle()
  expect(mailbox.mails).toEqual([])
  await net.clock.advance(minute)
  await net.settle()
  const [mail, ...others] = mailbox.to('ann@mail.example')
  expect(others).toEqual([])
  expect(mail?.mail.subject).toBe('2 things are new at cloud.example')
  expect(mail?.mail.text).toMatch(
    /^\* zoe.* wants to share “One” with you\n {2}https:\/\/cloud\.example\/shared\/with-me$/m,
  )
  expect(mail && headerOf(mail, 'list-unsubscribe')).toBe('<https://cloud.example/settings/notifications>')

  await zoe.files.mkcol('Three')
  await zoe.share('Three', 'ann')
  const { notifications } = (await ann.api('GET', '/notifications')).json() as {
    notifications: { id: string }[]
  }
  await ann.api('POST', `/notifications/${notifications[0]?.id}/read`)
  await net.clock.advance(minute)
  await net.settle()
  expect(mailbox.to('ann@mail.example')).toHaveLength(1)
})

test('what is told once a day comes in one mail at seven in the morning where the user is', async () => {
  await using world = await openCloud()
  const { net, cloud, mailbox, zoe } = world
  await withAddress(cloud, 'ann', { timeZone: 'Asia/Kathmandu' })
  for (const name of ['One', 'Two']) {
    await zoe.files.mkcol(name)
    await zoe.share(name, 'ann')
    await net.clock.advance(minute)
  }
  await net.settle()
  expect(mailbox.mails).toEqual([])
  // The clock of a network begins at midnight in Greenwich, a quarter to six in Nepal.
  await net.clock.advance(hour + 15 * minute - 2 * minute - 1)
  await net.settle()
  expect(mailbox.mails).toEqual([])
  await net.clock.advance(1)
  await net.settle()
  expect(mailbox.to('ann@mail.example').map(({ mail }) => mail.subject)).toEqual([
    '2 things are new at cloud.example',
  ])
})

test('a user chooses what is shown and what is mailed', async () => {
  await using world = await openCloud()
  const { net, cloud, mailbox, zoe } = world
  const ann = await withAddress(cloud, 'ann')
  const kinds = {
    'share-added': { app: false, mail: 'at-once' },
    'share-removed': { app: false, mail: 'never' },
  }
  const chosen = await ann.api('PATCH', '/me/notification-choices', { choices: kinds })
  expect(chosen.json()).toMatchObject({
    choices: { ...kinds, 'share-received': { app: true, mail: 'at-once' } },
  })
  await zoe.files.mkcol('Trip')
  const share = await zoe.share('Trip', 'ann')
  await zoe.revoke(share.id)
  await zoe.share('Trip', 'ann')
  await net.clock.advance(minute)
  await net.settle()
  expect((await ann.api('GET', '/notifications')).json()).toEqual({ notifications: [], unread: 0 })
  expect(mailbox.to('ann@mail.example')).toHaveLength(1)
  const partly = await ann.api('PATCH', '/me/notification-choices', {
    choices: { 'share-added': { app: true } },
  })
  expect(partly.json()).toMatchObject({ choices: { 'share-added': { app: true, mail: 'at-once' } } })
  expect((await zoe.api('GET', '/audit?action=notification-choices.changed&actor=ann')).json()).toMatchObject(
    {
      entries: [
        { detail: { 'share-added': 'app: true' } },
        { detail: { 'share-added': 'app: false, mail: at-once' } },
      ],
    },
  )
})

test('what other servers call things adds no headers and no markup to a mail', async () => {
  await using world = await openCloud()
  const { net, cloud, mailbox, zoe } = world
  const ann = await withAddress(cloud, 'ann', { displayName: 'Ann' })
  const name = 'x<b>"&\u202egnp'
  await changeUser(cloud, 'ann', { language: 'en' })
  await ann.api('PATCH', '/me/notification-choices', { choices: { 'share-added': { mail: 'at-once' } } })
  await zoe.files.mkcol(name)
  await zoe.share(name, 'ann')
  await cloud.application.database.write((tx) =>
    tx
      .updateTable('user_notifications')
      .set({ actor: 'eve\r\nBcc: all@mail.example\r\n\r\n<script>' })
      .execute(),
  )
  await net.clock.advance(minute)
  await net.settle()
  const [mail] = mailbox.to('ann@mail.example')
  expect(mail?.to).toEqual(['ann@mail.example'])
  expect(mail?.mail.subject).toBe('eve Bcc: all@mail.example <script> shares “x<b>"& gnp” with you')
  expect(mail?.mail.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(mail?.mail.html).not.toMatch(/<script>|<b>/)
})

test('each cloud of a server writes under its own name and address', async () => {
  await using world = await openCloud({
    servers: ['cloud.example'],
    tenants: { 'second.example': 'cloud.example' },
  })
  const { net, mailbox } = world
  const second = net.server('second.example')
  await withAddress(second, 'ben')
  await net.web.fetch({
    method: 'POST',
    url: 'https://second.example/api/v1/password-resets',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'ben' }),
  })
  await net.settle()
  const [mail] = mailbox.mails
  expect(mail?.from).toBe('no-reply@second.example')
  expect(mail?.mail.messageId).toContain('@second.example>')
  expect(mailbox.linkTo('ben@mail.example')).toMatch(/^https:\/\/second\.example\/reset-password\//)
  // It opens nothing at the other cloud.
  const token = tokenOf(mailbox.linkTo('ben@mail.example'))
  const elsewhere = await stranger(net, '/password-resets/complete', { token, password: 'a better horse' })
  expect(elsewhere.status).toBe(404)
})
