import { expect, test } from 'vitest'
import { csrfToken } from '../index.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { readUserAgent } from './session.ts'

const day = 24 * 60 * 60_000

async function openHouse() {
  const house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const { accounts, tenant } = house
  return {
    ...house,
    ann,
    async start(fields: { userAgent?: string; replaces?: string; username?: string } = {}) {
      const signIn = { username: 'ann', password: 'correct horse', address: '192.0.2.1', ...fields }
      const started = await accounts.startSession(tenant.id, signIn)
      if (!started.ok) throw new Error(started.reason)
      return started
    },
    open: (secret: string) => accounts.authenticateSession(tenant.id, secret),
  }
}

test('a session is its user until it is ended', async () => {
  await using house = await openHouse()
  const { secret, session, user } = await house.start({ userAgent: 'Firefox' })
  expect(user.username).toBe('ann')
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const actor = { ...house.ann, signedInBy: { kind: 'session', id: session.id } }
  expect(await house.open(secret)).toEqual(actor)
  expect(await house.accounts.listSessions(house.ann)).toEqual([
    {
      id: session.id,
      userAgent: 'Firefox',
      address: '192.0.2.1',
      createdAt: house.clock.now(),
      seenAt: house.clock.now(),
      expiresAt: house.clock.now() + 14 * day,
    },
  ])

  await house.accounts.endSession(house.ann, session.id)
  expect(await house.open(secret)).toBeUndefined()
  await expect(house.accounts.endSession(house.ann, session.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await house.audited()).toEqual([
    'session.ended',
    'session.started',
    'tenant.created',
    'user.created',
  ])
})

test('it needs the own password of an account that is not disabled, which only who knows it hears', async () => {
  await using house = await openHouse()
  const { accounts, tenant, operator } = house
  const { password } = await accounts.createAppPassword(house.ann, { name: 'phone' })
  const signIn = { username: 'ann', password, address: '' }
  const start = (word: string) => accounts.startSession(tenant.id, { ...signIn, password: word })
  expect(await start(password)).toEqual({ ok: false, reason: 'wrong' })
  expect(await start('wrong')).toEqual({ ok: false, reason: 'wrong' })
  await accounts.disableUser(operator, 'ann')
  expect(await start('wrong')).toEqual({ ok: false, reason: 'wrong' })
  expect(await start('correct horse')).toEqual({ ok: false, reason: 'disabled' })
})

test('it ends when it was not used for 14 days, and after 90 days however it was used', async () => {
  await using house = await openHouse()
  const idle = await house.start()
  const used = await house.start()
  for (let days = 1; days < 90; days += 1) {
    await house.clock.advance(day)
    expect(await house.open(used.secret)).toBeDefined()
    if (days === 13) expect(await house.accounts.listSessions(house.ann)).toHaveLength(2)
    if (days === 14) expect(await house.open(idle.secret)).toBeUndefined()
  }
  await house.clock.advance(day - 1)
  expect(await house.open(used.secret)).toBeDefined()
  await house.clock.advance(1)
  expect(await house.open(used.secret)).toBeUndefined()
  expect(await house.accounts.listSessions(house.ann)).toEqual([])
})

test('when it was seen is written, once a minute', async () => {
  await using house = await openHouse()
  const { secret } = await house.start()
  const seenAt = async () => (await house.accounts.listSessions(house.ann))[0]?.seenAt
  const first = await seenAt()
  await house.clock.advance(59_999)
  await house.open(secret)
  expect(await seenAt()).toBe(first)
  await house.clock.advance(1)
  await house.open(secret)
  expect(await seenAt()).toBe(house.clock.now())
})

test('a session opens nothing in another tenant, by another secret, or for a disabled account', async () => {
  await using house = await openHouse()
  const { secret } = await house.start()
  const elsewhere = 2 as typeof house.tenant.id
  expect(await house.accounts.authenticateSession(elsewhere, secret)).toBeUndefined()
  for (const wrong of ['', `${secret}A`, secret.slice(1), 'A'.repeat(43), 'x'.repeat(100_000)]) {
    expect(await house.open(wrong)).toBeUndefined()
  }
  await house.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
  expect(await house.open(secret)).toBeUndefined()
})

test('the database holds no secret and no CSRF token', async () => {
  await using house = await openHouse()
  const { secret } = await house.start()
  const stored = JSON.stringify(await house.database.read.selectFrom('sessions').selectAll().execute())
  expect(stored).not.toContain(secret)
  expect(stored).not.toContain(csrfToken(secret))
  expect(csrfToken(secret)).toMatch(/^[\w-]{43}$/)
  expect(csrfToken(secret)).not.toBe(csrfToken(`${secret.slice(1)}A`))
})

test('nobody sees or ends the sessions of others', async () => {
  await using house = await openHouse()
  const bob = await house.addUser('bob', { admin: true })
  const { session, secret } = await house.start()
  expect(await house.accounts.listSessions(bob)).toEqual([])
  await expect(house.accounts.endSession(bob, session.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await house.open(secret)).toBeDefined()
})

test('signing in again takes the place of the session that the browser had, whoever had it', async () => {
  await using house = await openHouse()
  await house.addUser('bob')
  const before = await house.start()
  const after = await house.start({ replaces: before.secret, username: 'bob' })
  expect(await house.open(before.secret)).toBeUndefined()
  expect(await house.open(after.secret)).toMatchObject({ username: 'bob' })
  await house.start({ replaces: 'nonsense' })
})

test('a user has 100 sessions; the one that was seen longest ago makes room, those that have ended go', async () => {
  await using house = await openHouse()
  const first = await house.start()
  await house.clock.advance(60_000)
  for (let count = 1; count < 100; count += 1) await house.start()
  await house.start()
  expect(await house.open(first.secret)).toBeUndefined()
  expect(await house.accounts.listSessions(house.ann)).toHaveLength(100)
  await house.clock.advance(14 * day)
  await house.start()
  expect(await house.database.read.selectFrom('sessions').selectAll().execute()).toHaveLength(1)
})

test('no session begins with a password that is changed while it is verified', async () => {
  await using house = await openHouse()
  const { accounts, tenant, operator } = house
  const signIn = { username: 'ann', password: 'correct horse', address: '' }
  await house.start()
  const [, ...outcomes] = await Promise.all([
    accounts.setPassword(operator, 'ann', 'new password'),
    ...Array.from({ length: 20 }, () => accounts.startSession(tenant.id, signIn)),
  ])
  await accounts.setPassword(operator, 'ann', 'newer password')
  for (const started of outcomes) {
    if (started.ok) expect(await house.open(started.secret)).toBeUndefined()
  }
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (X11; Linux x86_64)'],
  ['two\r\nlines\u0000', 'two lines'],
  [undefined, ''],
  ['x'.repeat(10_000), 'x'.repeat(300)],
])('of the user agent %j is kept %j', (header, kept) => {
  expect(readUserAgent(header)).toBe(kept)
})
