import {
  type MailboxBehaviour,
  type NetworkOptions,
  network,
  openMailbox,
  type Person,
} from '@isthmus/testkit'
import { expect, test } from 'vitest'

const minute = 60_000
const login = { user: 'cloud', password: 'a secret for SMTP' }

/** A cloud whose SMTP server makes trouble. */
async function openCloud(mail: NetworkOptions['mail'] = {}, environment: Record<string, string> = {}) {
  // Only where silence is the trouble is the wait for an answer short: a busy machine is silent for as long.
  const isSilent = mail.trouble?.how === 'hang'
  const net = await network({
    servers: ['cloud.example'],
    mail,
    environment: {
      ...(isSilent && { ISTHMUS_OUTBOUND_IDLE_TIMEOUT: '1500ms' }),
      ...environment,
    },
  })
  const cloud = net.server('cloud.example')
  const operator = { kind: 'operator', tenant: cloud.tenant.id } as const
  const { accounts, jobs } = cloud.application
  const zoe = await cloud.person('zoe')
  const ann = await cloud.person('ann')
  await accounts.changeUser(operator, 'zoe', { admin: true })
  await accounts.changeUser(operator, 'ann', { email: 'ann@mail.example' })
  return {
    net,
    cloud,
    zoe,
    ann,
    mailbox: net.mailbox(),
    /** Makes a mail necessary. */
    forget: () => accounts.askForPasswordReset(cloud.tenant.id, { login: 'ann', address: '192.0.2.1' }),
    /** What is yet to be done, and was given up. */
    jobs: async () =>
      (await jobs.list(cloud.tenant.id)).map(({ state, attempts, lastError }) => [
        state,
        attempts,
        lastError,
      ]),
    [Symbol.asyncDispose]: () => net[Symbol.asyncDispose](),
  }
}

async function testMail(zoe: Person) {
  const answer = await zoe.api('POST', '/mail/test', { to: 'zoe@mail.example' })
  return answer.json() as { sent: boolean; said: string | null; fault: { slug: string } | null }
}

async function warnings(zoe: Person): Promise<string[]> {
  const system = (await zoe.api('GET', '/system')).json() as { warnings: { slug: string }[] }
  return system.warnings.map(({ slug }) => slug)
}

test.each<[string, MailboxBehaviour, Record<string, string>, string, RegExp | null]>([
  [
    'refuses the password',
    { login },
    { ISTHMUS_MAIL_SMTP_PASSWORD: 'another one' },
    'sign-in-refused',
    /^535 .*credentials invalid/,
  ],
  [
    'wants a sign-in that was not chosen',
    { refuseSender: () => ({ code: 530, text: '5.7.0 Authentication required' }) },
    {},
    'sender-refused',
    /^530 /,
  ],
  [
    'does not send for this sender',
    { refuseSender: () => ({ code: 553, text: '5.7.1 Sender address rejected' }) },
    {},
    'sender-refused',
    /^553 /,
  ],
  [
    'does not know the recipient',
    { refuseRecipient: () => ({ code: 550, text: '5.1.1 No such user here' }) },
    {},
    'recipient-refused',
    /^550 .*No such user here/,
  ],
  [
    'wants nobody to send spam',
    { refuseMessage: () => ({ code: 554, text: '5.7.1 Looks like spam' }) },
    {},
    'message-refused',
    /^554 .*spam/,
  ],
  [
    'knows nobody yet (greylisting)',
    { refuseRecipient: () => ({ code: 451, text: '4.7.1 Greylisted' }) },
    {},
    'try-later',
    /^451 /,
  ],
  ['says nothing', { trouble: { at: 'connect', how: 'hang' } }, {}, 'timed-out', null],
  ['hangs up at once', { trouble: { at: 'connect', how: 'cut' } }, {}, 'connection-lost', null],
  [
    'stops listening in the middle of the mail',
    { trouble: { at: 'data', how: 'hang' } },
    {},
    'timed-out',
    null,
  ],
  ['dies in the middle of the mail', { trouble: { at: 'data', how: 'cut' } }, {}, 'connection-lost', null],
  ['has a certificate for another name', {}, { ISTHMUS_MAIL_SMTP_HOST: '127.0.0.1' }, 'certificate', null],
  ['has a name that nobody knows', {}, { ISTHMUS_MAIL_SMTP_HOST: 'no.such.invalid' }, 'host-unknown', null],
  ['listens at another port', {}, { ISTHMUS_MAIL_SMTP_PORT: '1' }, 'connection-refused', null],
  ['is where none can be', {}, { ISTHMUS_MAIL_SMTP_HOST: '169.254.169.254' }, 'forbidden-address', null],
  ['does not begin with TLS', {}, { ISTHMUS_MAIL_SMTP_SECURITY: 'tls' }, 'tls-failed', null],
])('an administrator is told when the SMTP server %s', async (_what, mail, environment, slug, said) => {
  await using world = await openCloud(mail, environment)
  const { zoe, cloud } = world
  const told = await testMail(zoe)
  expect(told).toMatchObject({
    sent: false,
    fault: { slug, message: expect.any(String), remedy: expect.any(String) },
  })
  if (said === null) expect(told.said).toBeNull()
  else expect(told.said).toMatch(said)
  expect((await zoe.api('GET', '/mail')).json()).toMatchObject({ lastSuccessAt: null, lastFailure: { slug } })
  // What is found without a mail is what a mail would have met.
  const inspected = (await zoe.api('GET', '/mail/inspection')).json()
  const isMet = told.said === null ? mail.trouble?.at !== 'data' : slug === 'sign-in-refused'
  expect(inspected).toEqual(isMet ? { fault: told.fault, said: told.said } : { fault: null, said: null })
  expect(cloud.logged('mail.not-sent')).toMatchObject([{ reason: slug, kind: 'test' }])
  expect(JSON.stringify([told, cloud.logged('mail.not-sent')])).not.toContain(login.password)
})

test('a server without STARTTLS gets no mail and no password, unless that was chosen', async () => {
  await using plain = await openMailbox({ login })
  const environment = { ISTHMUS_MAIL_SMTP_PORT: String(plain.port) }
  await using world = await openCloud({ login }, environment)
  expect((await testMail(world.zoe)).fault?.slug).toBe('no-starttls')
  await using trusting = await openCloud({ login }, { ...environment, ISTHMUS_MAIL_SMTP_SECURITY: 'none' })
  expect(await testMail(trusting.zoe)).toMatchObject({ sent: true })
  expect(plain.mails.map(({ encrypted, user }) => [encrypted, user])).toEqual([[false, 'cloud']])
})

test('a server that speaks TLS from the first byte is signed in to', async () => {
  await using world = await openCloud({ login, implicitTls: true }, { ISTHMUS_MAIL_SMTP_SECURITY: 'tls' })
  expect(await testMail(world.zoe)).toMatchObject({ sent: true, said: expect.stringMatching(/^250/) })
  expect(world.mailbox.mails.map(({ encrypted, user }) => [encrypted, user])).toEqual([[true, 'cloud']])
})

test('what is asked to come later comes later, once, with the same id', async () => {
  const seen: (string | undefined)[] = []
  await using world = await openCloud({
    refuseMessage({ mail }) {
      seen.push(mail.messageId)
      return seen.length < 3 ? { code: 451, text: '4.7.1 Greylisted' } : undefined
    },
  })
  const { net, mailbox, forget } = world
  await forget()
  await net.settle()
  expect(await world.jobs()).toEqual([['waiting', 1, 'try-later']])
  for (const pause of [10_000, 20_000]) {
    await net.clock.advance(pause)
    await net.settle()
  }
  expect(mailbox.to('ann@mail.example')).toHaveLength(1)
  expect(new Set(seen).size).toBe(1)
  expect(await world.jobs()).toEqual([])
})

test('what is refused for good is not tried again, and stands in nobody’s way', async () => {
  await using world = await openCloud({
    refuseRecipient: (address) =>
      address === 'ann@mail.example' ? { code: 550, text: '5.1.1 No such user' } : undefined,
  })
  const { net, mailbox, zoe, forget } = world
  await forget()
  await zoe.api('POST', '/users', { username: 'max', email: 'max@mail.example' })
  await net.settle()
  expect(await world.jobs()).toEqual([['dead', 1, 'recipient-refused']])
  expect(mailbox.mails.map(({ to }) => to)).toEqual([['max@mail.example']])
  expect(await warnings(zoe)).not.toContain('mail-in-trouble')
  expect((await zoe.api('GET', '/mail')).json()).toMatchObject({
    dead: 1,
    waiting: 0,
    lastFailure: { slug: 'recipient-refused', said: expect.stringContaining('No such user') },
  })
})

test.each(['hang', 'cut'] as const)(
  'mail waits while the server has trouble (%s), and leaves when it is over',
  async (how) => {
    await using world = await openCloud({ trouble: { at: 'data', how } })
    const { net, mailbox, forget, ann } = world
    await forget()
    await net.settle()
    expect(await world.jobs()).toEqual([['waiting', 1, how === 'hang' ? 'timed-out' : 'connection-lost']])
    // Nobody else feels it.
    expect((await ann.api('GET', '/me')).status).toBe(200)
    mailbox.behaviour.trouble = undefined
    await net.clock.advance(5 * minute)
    await net.settle()
    expect(mailbox.to('ann@mail.example')).toHaveLength(1)
    expect(await world.jobs()).toEqual([])
  },
)

test('a server that is down is asked by few of the mails that wait', async () => {
  await using world = await openCloud({ trouble: { at: 'connect', how: 'cut' } })
  const { net, mailbox, zoe } = world
  for (let count = 0; count < 20; count += 1) {
    await zoe.api('POST', '/users', { username: `u${count}`, email: `u${count}@mail.example` })
  }
  await net.settle()
  expect((await zoe.api('GET', '/mail')).json()).toMatchObject({ waiting: 20 })
  expect(await warnings(zoe)).toContain('mail-in-trouble')
  expect(mailbox.connections).toBeLessThan(12)
  mailbox.behaviour.trouble = undefined
  await net.clock.advance(10 * minute)
  await net.settle()
  expect(mailbox.mails).toHaveLength(20)
  expect(await warnings(zoe)).not.toContain('mail-in-trouble')
})

test('a test that is sent lets the mail go that waits', async () => {
  await using world = await openCloud({ trouble: { at: 'connect', how: 'cut' } })
  const { net, mailbox, zoe } = world
  for (const name of ['u1', 'u2', 'u3', 'u4']) {
    await zoe.api('POST', '/users', { username: name, email: `${name}@mail.example` })
  }
  await net.settle()
  mailbox.behaviour.trouble = undefined
  await net.settle()
  expect(mailbox.mails).toEqual([])
  expect(await testMail(zoe)).toMatchObject({ sent: true })
  await net.settle()
  expect(mailbox.mails).toHaveLength(5)
})

test('a link whose mail came too late for its hour is not sent any more', async () => {
  await using world = await openCloud({ trouble: { at: 'connect', how: 'cut' } })
  const { net, mailbox, forget } = world
  await forget()
  await net.settle()
  // The times between attempts are chosen at random: the last one is somewhere before or after the end of the hour.
  for (let hours = 0; hours < 2; hours += 1) {
    await net.clock.advance(60 * minute)
    await net.settle()
  }
  expect(await world.jobs()).toMatchObject([['dead', expect.any(Number), 'connection-lost']])
  mailbox.behaviour.trouble = undefined
  await net.clock.advance(5 * minute)
  expect(mailbox.mails).toEqual([])
})
