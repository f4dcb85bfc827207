import { expect, test } from 'vitest'
import { fault } from '../../platform/errors.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { limitAttempts } from './limit-attempts.ts'
import { UnwrittenAttempts } from './unwritten-attempts.ts'

type House = Awaited<ReturnType<typeof openTestAccounts>>

/** So often a wrong password is tried, one after the other. */
async function guess(house: House, times: number, name: string, address: (index: number) => string) {
  const outcomes: PromiseSettledResult<unknown>[] = []
  const unwritten = new UnwrittenAttempts()
  for (let index = 0; index < times; index += 1) {
    const attempter = { tenant: house.tenant.id, name, address: address(index) }
    // Without the slow hash, which is not what this is about.
    const attempt = limitAttempts({ ...house.context, unwritten }, attempter, async () => false)
    outcomes.push(...(await Promise.allSettled([attempt])))
  }
  return outcomes
}

test.each(['ann', 'nobody', 'not a name'])(
  'ten wrong passwords for %s from one address are answered, the next is put off',
  async (name) => {
    await using house = await openTestAccounts()
    await house.addUser('ann')
    for (let count = 0; count < 10; count += 1) expect(await house.signIn(name, 'wrong')).toBeUndefined()
    await expect(house.signIn(name, 'wrong')).rejects.toMatchObject({
      code: 'too-many-requests',
      status: 429,
      retryAfter: 600,
    })
  },
)

test('not even the right password opens then, from that address, until the time has come', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  await guess(house, 10, 'ann', () => '192.0.2.1')
  await expect(house.signIn('ann')).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(await house.signIn('ann', 'correct horse', '192.0.2.2')).toBeDefined()
  await house.clock.advance(600_000)
  expect(await house.signIn('ann', 'wrong')).toBeUndefined()
})

test('who has shown the right password is not put off by the wrong ones of others at the same address', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  await house.signIn('ann')
  await guess(house, 10, 'ann', () => '192.0.2.1')
  const rows = () => house.database.read.selectFrom('attempts').selectAll().execute()
  expect(await rows()).toHaveLength(10)
  expect(await house.signIn('ann')).toBeDefined()
  expect(await rows()).toHaveLength(10)
})

test('a success makes the failures with this name from this address forgotten, no others', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  await guess(house, 9, 'ann', () => '192.0.2.1')
  await guess(house, 1, 'ann', () => '192.0.2.2')
  await guess(house, 1, 'bob', () => '192.0.2.1')
  expect(await house.signIn('ann')).toBeDefined()
  const rows = await house.database.read.selectFrom('attempts').selectAll().execute()
  expect(rows).toHaveLength(2)
  const outcomes = await guess(house, 10, 'ann', () => '192.0.2.1')
  expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
})

test('guessing from many addresses is put off, and its victim not for longer than a minute', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  const outcomes = await guess(house, 31, 'ann', (index) => `198.51.100.${index}`)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)
  await expect(house.signIn('ann')).rejects.toMatchObject({ code: 'too-many-requests', retryAfter: 60 })
  await house.clock.advance(60_000)
  expect(await house.signIn('ann')).toBeDefined()
})

test('guessing many names from one address is put off; so is one network of IPv6', async () => {
  await using house = await openTestAccounts()
  const addresses = Array.from({ length: 101 }, (_, index) => `2001:db8::${index.toString(16)}`)
  const outcomes: PromiseSettledResult<unknown>[] = []
  for (const [index, address] of addresses.entries()) {
    outcomes.push(...(await guess(house, 1, `name${index}`, () => address)))
  }
  expect(outcomes.findIndex(({ status }) => status === 'rejected')).toBe(100)
  expect(outcomes[100]).toMatchObject({ reason: { code: 'too-many-requests', retryAfter: 600 } })
})

test('however many come at once, at two processes, no more are verified than may fail', async () => {
  await using house = await openTestAccounts()
  await house.addUser('ann')
  const other = house.again()
  const attempts = Array.from({ length: 40 }, (_, index) =>
    (index % 2 === 0 ? house.accounts : other).authenticatePassword(house.tenant.id, {
      username: 'ann',
      password: `guess ${index}`,
      address: '192.0.2.1',
    }),
  )
  const outcomes = await Promise.allSettled(attempts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
})

test('a password that could not be verified was no attempt', async () => {
  await using house = await openTestAccounts()
  const attempter = { tenant: house.tenant.id, name: 'ann', address: '192.0.2.1' }
  const overloaded = () => Promise.reject(new Error('too many wait'))
  const context = { ...house.context, unwritten: new UnwrittenAttempts() }
  await expect(limitAttempts(context, attempter, overloaded)).rejects.toThrow('too many wait')
  expect(await house.database.read.selectFrom('attempts').selectAll().execute()).toEqual([])
})

test('neither names nor addresses are stored, and nothing for longer than it counts', async () => {
  await using house = await openTestAccounts()
  await guess(house, 3, 'nobody', () => '192.0.2.1')
  const stored = JSON.stringify(await house.database.read.selectFrom('attempts').selectAll().execute())
  expect(stored).not.toContain('nobody')
  expect(stored).not.toContain('192.0.2.1')
  await house.clock.advance(600_001)
  await guess(house, 1, 'nobody', () => '192.0.2.1')
  expect(await house.database.read.selectFrom('attempts').selectAll().execute()).toHaveLength(1)
})

/** As a process whose disk is full counts. */
async function withFullDisk() {
  const house = await openTestAccounts()
  const write = async () => {
    throw fault('storage-full')
  }
  const context = {
    ...house.context,
    database: { ...house.database, read: house.database.read, write },
    unwritten: new UnwrittenAttempts(),
  }
  return {
    ...house,
    attempt: (name: string, address: string, outcome: () => Promise<boolean>) =>
      limitAttempts(context, { tenant: house.tenant.id, name, address }, outcome),
  }
}

test('with a full disk the right password opens, and wrong ones are counted all the same', async () => {
  await using house = await withFullDisk()
  const [right, wrong] = [async () => true, async () => false]
  const here = '192.0.2.1'
  for (let count = 0; count < 9; count += 1) expect(await house.attempt('ann', here, wrong)).toBe(false)
  expect(await house.attempt('ann', here, right)).toBe(true)
  for (let count = 0; count < 10; count += 1) expect(await house.attempt('ann', here, wrong)).toBe(false)
  await expect(house.attempt('ann', here, right)).rejects.toMatchObject({ retryAfter: 600 })
  expect(await house.attempt('bob', here, right)).toBe(true)
  await house.clock.advance(600_000)
  expect(await house.attempt('ann', here, right)).toBe(true)
})

test('an attempt that was broken off counts as little with a full disk as without', async () => {
  await using house = await withFullDisk()
  const broken = async () => {
    throw new Error('busy')
  }
  for (let count = 0; count < 20; count += 1) {
    await expect(house.attempt('ann', '192.0.2.1', broken)).rejects.toThrow('busy')
  }
})
