import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIds } from '../../platform/ids.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { generateAppPassword, parseAppPassword } from './app-password.ts'

test('an app password is its owner over Basic until it is revoked, and is shown once', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const ann = await house.addUser('ann')
  const { password, ...created } = await accounts.createAppPassword(ann, { name: ' phone ' })
  expect(password).toMatch(/^([a-z2-7]{5}-){4}[a-z2-7]{5}$/)
  expect(created).toEqual({ id: expect.any(String), name: 'phone', createdAt: house.clock.now() })
  expect(await accounts.listAppPasswords(ann)).toEqual([created])
  expect(await house.signIn('ANN', password)).toEqual({
    ...ann,
    signedInBy: { kind: 'app-password', id: created.id },
  })

  await accounts.revokeAppPassword(ann, created.id)
  expect(await house.signIn('ann', password)).toBeUndefined()
  expect(await accounts.listAppPasswords(ann)).toEqual([])
  const audited = await house.audited()
  expect(audited.filter((action) => action.startsWith('app-password'))).toEqual([
    'app-password.created',
    'app-password.revoked',
  ])
})

test('it may be typed in capitals, with blanks or without hyphens, and opens no other account', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  await house.addUser('bob')
  const { password } = await house.accounts.createAppPassword(ann, { name: 'phone' })
  for (const typed of [password.toUpperCase(), password.replaceAll('-', ''), password.replaceAll('-', ' ')]) {
    expect(await house.signIn('ann', typed), typed).toBeDefined()
  }
  for (const name of ['bob', 'nobody', 'not a name']) {
    expect(await house.signIn(name, password), name).toBeUndefined()
  }
})

test('the own password still opens when it looks like an app password', async () => {
  await using house = await openTestAccounts()
  const password = 'abcde-fghij-klmno-pqrst-uvwxy'
  await house.accounts.createUser(house.operator, { username: 'ann', password })
  expect(await house.signIn('ann', password)).toMatchObject({ signedInBy: { kind: 'password' } })
})

test('it makes and ends no credentials but itself, changes no password or address, and administers nothing', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const zoe = await house.addUser('zoe', { admin: true })
  const phone = await accounts.createAppPassword(zoe, { name: 'phone' })
  const tablet = await accounts.createAppPassword(zoe, { name: 'tablet' })
  const actor = await house.signIn('zoe', phone.password)
  if (actor === undefined) throw new Error('no actor')
  expect(actor.admin).toBe(false)
  const change = { oldPassword: 'correct horse', newPassword: 'new password', address: '' }
  for (const forbidden of [
    () => accounts.createAppPassword(actor, { name: 'x' }),
    () => accounts.createToken(actor, { name: 'x' }),
    () => accounts.revokeAppPassword(actor, tablet.id),
    () => accounts.revokeToken(actor, 'x'),
    () => accounts.endSession(actor, 'x'),
    () => accounts.changePassword(actor, change),
    () => accounts.setPassword(actor, 'zoe', 'new password'),
    () => accounts.addEmail(actor, 'zoe@mail.example'),
    () => accounts.setPrimaryEmail(actor, 'zoe@mail.example'),
    () => accounts.removeEmail(actor, 'zoe@mail.example'),
    () => accounts.createUser(actor, { username: 'eve', password: 'new password' }),
  ]) {
    await expect(forbidden(), forbidden.toString()).rejects.toMatchObject({ code: 'forbidden' })
  }
  await accounts.revokeAppPassword(actor, phone.id)
  expect(await house.signIn('zoe', phone.password)).toBeUndefined()
})

test('it costs no slow hash, so that it counts no attempt and is never put off', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const { password } = await house.accounts.createAppPassword(ann, { name: 'phone' })
  await Promise.allSettled(Array.from({ length: 20 }, (_, index) => house.signIn('ann', `wrong ${index}`)))
  await expect(house.signIn('ann', 'wrong')).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(await house.signIn('ann', password)).toBeDefined()
})

test('when it was used is written, once a minute', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const { password } = await house.accounts.createAppPassword(ann, { name: 'phone' })
  const lastUse = async () => (await house.accounts.listAppPasswords(ann))[0]?.lastUsedAt
  const first = house.clock.now()
  await house.signIn('ann', password)
  await house.clock.advance(59_999)
  await house.signIn('ann', password)
  expect(await lastUse()).toBe(first)
  await house.clock.advance(1)
  await house.signIn('ann', password)
  expect(await lastUse()).toBe(first + 60_000)
})

test('it needs a name, a user has 100 at most, and nobody sees or ends those of others', async () => {
  await using house = await openTestAccounts()
  const { accounts } = house
  const ann = await house.addUser('ann')
  const bob = await house.addUser('bob')
  for (const name of ['', ' ', 'a\nb', 'x'.repeat(101)]) {
    await expect(accounts.createAppPassword(ann, { name })).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [{ name: 'name' }],
    })
  }
  const made = await Promise.all(
    Array.from({ length: 100 }, () => accounts.createAppPassword(ann, { name: 'x' })),
  )
  await expect(accounts.createAppPassword(ann, { name: 'x' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await accounts.listAppPasswords(bob)).toEqual([])
  await expect(accounts.revokeAppPassword(bob, made[0]?.id ?? '')).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('neither the database nor the audit trail holds it', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  const { password } = await house.accounts.createAppPassword(ann, { name: 'phone' })
  const stored = JSON.stringify([
    await house.database.read.selectFrom('app_passwords').selectAll().execute(),
    await house.activity.listAudit(house.operator, { limit: 500 }),
  ])
  expect(stored).not.toContain(password)
  expect(stored).not.toContain(password.replaceAll('-', ''))
})

test('every letter is as likely as any other', () => {
  let next = 0
  const ids = createIds(
    () => 0,
    (size) => {
      const first = next
      // So many bytes become letters.
      next += 25
      return Uint8Array.from({ length: size }, (_, index) => (first + index) % 256)
    },
  )
  const counts = new Map<string, number>()
  for (let count = 0; count < 256; count += 1) {
    for (const letter of generateAppPassword(ids).replaceAll('-', '')) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
  }
  expect(counts.size).toBe(32)
  expect(new Set(counts.values())).toEqual(new Set([200]))
})

test('what is made is read, and nothing else is', () => {
  const ids = createIds(() => 0)
  fc.assert(
    fc.property(fc.constantFrom('-', ' ', ''), fc.boolean(), (separator, upper) => {
      const password = generateAppPassword(ids)
      const typed = password.replaceAll('-', separator)
      expect(parseAppPassword(upper ? typed.toUpperCase() : typed)).toBe(password.replaceAll('-', ''))
    }),
  )
  const letters = fc.string({ unit: fc.constantFrom(...Array.from('aZ2718-  \n\u0130ſK')), maxLength: 60 })
  fc.assert(
    fc.property(fc.oneof(letters, fc.string()), (text) => {
      expect(parseAppPassword(text) ?? 'a'.repeat(25)).toMatch(/^[a-z2-7]{25}$/)
    }),
    { numRuns: 1000 },
  )
})
