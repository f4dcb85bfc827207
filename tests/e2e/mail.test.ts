import { network } from '@isthmus/testkit'
import { expect, test } from 'vitest'
import { changeUser, openMailCloud, stranger, tokenOf, withAddress } from './mail-cloud.ts'

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
  await using world = await openMailCloud({
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

test('each cloud of a server writes under its own name and address', async () => {
  await using world = await openMailCloud({
    servers: ['cloud.example'],
    tenants: { 'second.example': 'cloud.example' },
  })
  const { net, mailbox } = world
  const second = net.server('second.example')
  await withAddress(second, 'ben')
  await stranger(net, '/password-resets', { login: 'ben' }, 'second.example')
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
