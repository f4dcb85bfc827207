import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { UnwrittenAttempts } from '../attempts/unwritten-attempts.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { authenticatePassword } from './authenticate-password.ts'
import { createPasswordHashing } from './password-hashing.ts'
import { PasswordMemory } from './password-memory.ts'

const right = 'correct horse'

/** As the room wires it, with an account of the slow hashes. */
async function openHouse() {
  const house = await openTestAccounts()
  const hashing = createPasswordHashing()
  const slow: string[] = []
  const context = {
    ...house.context,
    memory: new PasswordMemory(house.clock, house.ids.secret(), 2),
    unwritten: new UnwrittenAttempts(),
    hashing: {
      ...hashing,
      verify(passwordHash: string, password: string) {
        slow.push('verify')
        return hashing.verify(passwordHash, password)
      },
      verifyNobody(password: string) {
        slow.push('nobody')
        return hashing.verifyNobody(password)
      },
    },
  }
  return {
    ...house,
    slow,
    /** Each name comes from an address of its own. */
    signIn: (username: string, password = right) =>
      authenticatePassword(context, house.tenant.id, {
        username,
        password,
        address: `client of ${username}`,
      }),
  }
}

test('a user is who knows the password', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  expect(await house.signIn('Ann')).toEqual({ ...ann, signedInBy: { kind: 'password' } })
  expect(await house.signIn('ann', 'wrong')).toBeUndefined()
  expect(await house.signIn('ann', '')).toBeUndefined()
  expect(await house.signIn('bob')).toBeUndefined()
  expect(await house.signIn('not a name')).toBeUndefined()
})

test('it is stored as argon2id with its parameters', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  const [credential] = await house.database.read.selectFrom('credentials').selectAll().execute()
  expect(credential?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('a password is the same in every Unicode form', async () => {
  await using house = await openTestAccounts()
  await house.accounts.createUser(house.operator, { username: 'zoe', password: 'pass Zo\u00eb!' })
  expect(await house.signIn('zoe', 'pass Zoe\u0308!')).toBeDefined()
})

test.each([
  ['seven characters', 'seven77'],
  ['seven astral characters', '𐐷'.repeat(7)],
  ['more than 1024 bytes', 'ü'.repeat(513)],
  ['a control character', 'with\ttabulator'],
])('%s make no password', async (_what, password) => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  await expect(house.accounts.setPassword(house.operator, 'ann', password)).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ name: 'password' }],
  })
})

test('1024 bytes make a password', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  const password = 'ü'.repeat(512)
  await house.accounts.setPassword(house.operator, 'ann', password)
  expect(await house.signIn('ann', password)).toBeDefined()
})

test('a text longer than any password is not even hashed', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  expect(await house.signIn('ann', 'x'.repeat(1_000_000))).toBeUndefined()
  expect(house.slow).toEqual([])
})

test('a user who does not exist or is disabled costs a hash too', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  await house.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
  for (const name of ['ann', 'bob', 'not a name']) expect(await house.signIn(name)).toBeUndefined()
  expect(house.slow).toEqual(['verify', 'nobody', 'nobody'])
})

test('a verified password is remembered for five minutes, a wrong one is not', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  expect(await house.signIn('ann')).toBeDefined()
  await house.clock.advance(299_999)
  expect(await house.signIn('ann')).toBeDefined()
  expect(house.slow).toHaveLength(1)
  expect(await house.signIn('ann', 'wrong')).toBeUndefined()
  expect(await house.signIn('ann', 'wrong')).toBeUndefined()
  expect(house.slow).toHaveLength(3)
  await house.clock.advance(1)
  expect(await house.signIn('ann')).toBeDefined()
  expect(house.slow).toHaveLength(4)
})

test('what was remembered ends with the password, whoever changes it', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  await house.signIn('ann')
  await house.accounts.setPassword(house.operator, 'ann', 'another horse')
  expect(await house.signIn('ann')).toBeUndefined()
  expect(await house.signIn('ann', 'another horse')).toBeDefined()
  expect(await house.audited()).toContain('user.password-reset')
})

test('what was remembered ends when the account is disabled', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  await house.signIn('ann')
  await house.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
  expect(await house.signIn('ann')).toBeUndefined()
})

test('one password is verified once for many requests at the same time', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => house.signIn('ann')))
  expect(answers.every((actor) => actor?.username === 'ann')).toBe(true)
  expect(house.slow).toHaveLength(1)
})

test('so many users are remembered, those who signed in last', async () => {
  await using house = await openHouse()
  for (const name of ['ann', 'bob', 'eve']) await house.addUser(name)
  for (const name of ['ann', 'bob', 'eve']) await house.signIn(name)
  house.slow.length = 0
  await house.signIn('bob')
  await house.signIn('eve')
  expect(house.slow).toHaveLength(0)
  await house.signIn('ann')
  expect(house.slow).toHaveLength(1)
})

test('a hash with other parameters is replaced when its user signs in, and stays what was remembered', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  const weak = await hash(right, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
  await house.database.write((tx) => tx.updateTable('credentials').set({ password_hash: weak }).execute())
  expect(await house.signIn('ann', 'wrong')).toBeUndefined()
  const stored = () => house.database.read.selectFrom('credentials').selectAll().executeTakeFirstOrThrow()
  expect((await stored()).password_hash).toBe(weak)

  expect(await house.signIn('ann')).toBeDefined()
  expect(await stored()).toMatchObject({
    password_hash: expect.stringContaining('m=19456,t=2,p=1'),
    version: 1,
  })
  house.slow.length = 0
  expect(await house.signIn('ann')).toBeDefined()
  expect(house.slow).toEqual([])
})

test('a password is set by other administrators and by the operator', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  const bob = await house.addUser('bob')
  const zoe = await house.addUser('zoe', { admin: true })
  for (const actor of [zoe, house.operator]) await house.accounts.setPassword(actor, 'ann', 'new password')
  for (const [actor, name, code] of [
    [bob, 'ann', 'forbidden'],
    [bob, 'bob', 'forbidden'],
    [bob, 'nobody', 'forbidden'],
    [zoe, 'zoe', 'forbidden'],
    [zoe, 'nobody', 'user-not-found'],
  ] as const) {
    const attempt = house.accounts.setPassword(actor, name, 'new password')
    await expect(attempt, `${actor.username} for ${name}`).rejects.toMatchObject({ code })
  }
})

test('a user changes the password with the old one', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const change = { oldPassword: right, newPassword: 'another horse', address: '192.0.2.1' }
  await house.accounts.changePassword(ann, change)
  expect(await house.signIn('ann', 'another horse')).toBeDefined()
  expect(await house.audited()).toContain('user.password-changed')

  await expect(house.accounts.changePassword(ann, change)).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ name: 'oldPassword' }],
  })
  await expect(
    house.accounts.changePassword(ann, { ...change, oldPassword: 'another horse', newPassword: 'short' }),
  ).rejects.toMatchObject({ code: 'validation-failed', errors: [{ name: 'newPassword' }] })
})

test('of two changes at the same time with the same old password one counts', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const change = (newPassword: string) =>
    house.accounts.changePassword(ann, { oldPassword: right, newPassword, address: '192.0.2.1' })
  const outcomes = await Promise.allSettled([change('first horse'), change('other horse')])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
})

test('a change ends the other browsers, a reset all; app passwords and tokens stay', async () => {
  await using house = await openTestAccounts()
  const { accounts, tenant } = house
  const ann = await house.addUser('ann')
  const { password } = await accounts.createAppPassword(ann, { name: 'phone' })
  const { token } = await accounts.createToken(ann, { name: 'backup' })
  const order = { username: 'ann', password: right, address: '192.0.2.1' }
  const one = await accounts.startSession(tenant.id, order)
  const other = await accounts.startSession(tenant.id, order)
  const actorOf = (session: typeof one) =>
    accounts.authenticateSession(tenant.id, session.ok ? session.secret : '')
  const opens = async (session: typeof one) => (await actorOf(session)) !== undefined

  const actor = await actorOf(one)
  if (actor === undefined) throw new Error('no session')
  await accounts.changePassword(actor, { oldPassword: right, newPassword: 'new horse', address: '' })
  expect([await opens(one), await opens(other)]).toEqual([true, false])

  await accounts.setPassword(house.operator, 'ann', 'newer horse')
  expect(await opens(one)).toBe(false)
  expect(await house.signIn('ann', password)).toBeDefined()
  expect(await accounts.authenticateToken(tenant.id, token)).toBeDefined()
})

test('wrong old passwords count as attempts to sign in', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const guess = () =>
    house.accounts.changePassword(ann, { oldPassword: 'guess', newPassword: 'new horse', address: 'here' })
  for (let count = 0; count < 10; count += 1) {
    await expect(guess()).rejects.toMatchObject({ code: 'validation-failed' })
  }
  await expect(guess()).rejects.toMatchObject({ code: 'too-many-requests', retryAfter: 600 })
})

test('when too many wait for a hash the next is told to come later', async () => {
  const hashing = createPasswordHashing()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 70 }, () => hashing.verifyNobody('some password')),
  )
  // Two at work and 64 that wait.
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(66)
  const refused = outcomes.find(({ status }) => status === 'rejected')
  expect(refused).toMatchObject({ reason: { code: 'too-many-requests', status: 429, retryAfter: 1 } })
})
