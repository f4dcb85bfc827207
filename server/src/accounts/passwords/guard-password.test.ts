import { expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

const address = '192.0.2.1'

test('a password opens what it was set for, in whichever form it is typed', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const guarded = {
    name: 'a',
    version: 1,
    passwordHash: await accounts.hashGuardPassword('Mär\u0063hen zu zweit'),
  }
  const opens = (password: string) =>
    accounts.matchesGuardPassword(operator.tenant, guarded, { password, address })
  expect(await opens('Märchen zu zweit'.normalize('NFD'))).toBe(true)
  expect(await opens('Märchen zu dritt')).toBe(false)
  expect(await opens('x'.repeat(5000))).toBe(false)
  await expect(accounts.hashGuardPassword('short')).rejects.toMatchObject({ code: 'validation-failed' })
})

test('guessing is limited per thing and address, and what was right before does not count', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const passwordHash = await accounts.hashGuardPassword('correct horse')
  const opens = (name: string, password: string, from = address) =>
    accounts.matchesGuardPassword(
      operator.tenant,
      { name, version: 1, passwordHash },
      { password, address: from },
    )
  for (let guess = 0; guess < 10; guess += 1) expect(await opens('a', `wrong ${guess}`)).toBe(false)
  await expect(opens('a', 'correct horse')).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(await opens('a', 'correct horse', '192.0.2.2')).toBe(true)
  expect(await opens('b', 'correct horse')).toBe(true)
})

test('a password that was changed opens nothing, also where the old one is remembered', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const opens = (version: number, passwordHash: string) =>
    accounts.matchesGuardPassword(
      operator.tenant,
      { name: 'a', version, passwordHash },
      { password: 'correct horse', address },
    )
  expect(await opens(1, await accounts.hashGuardPassword('correct horse'))).toBe(true)
  expect(await opens(2, await accounts.hashGuardPassword('another horse'))).toBe(false)
})
