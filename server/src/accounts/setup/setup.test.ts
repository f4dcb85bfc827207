import { expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

const order = { username: 'zoe', password: 'correct horse', displayName: 'Zoe' }
const week = 7 * 24 * 60 * 60_000

async function openHouse() {
  const house = await openTestAccounts()
  const { accounts, tenant, operator } = house
  return {
    ...house,
    async link() {
      const link = await accounts.makeSetupLink(operator)
      if (link === undefined) throw new Error('somebody administers the cloud')
      return link.token
    },
    isOpen: (token: string) => accounts.isSetupOpen(tenant.id, token),
    begin: (token: string, changes: Partial<typeof order> = {}) =>
      accounts.makeFirstAdmin(tenant.id, token, { ...order, ...changes }),
  }
}

test('whoever has the link becomes the first administrator, once', async () => {
  await using house = await openHouse()
  const [token, other] = [await house.link(), await house.link()]
  expect([await house.isOpen(token), await house.isOpen(other)]).toEqual([true, true])
  expect(await house.begin(token)).toMatchObject({ ok: true, user: { username: 'zoe', admin: true } })
  expect(await house.signIn('zoe')).toMatchObject({ username: 'zoe', admin: true })
  for (const used of [token, other]) {
    expect(await house.isOpen(used)).toBe(false)
    expect(await house.begin(used, { username: 'eve' })).toEqual({ ok: false, reason: 'gone' })
  }
  expect(await house.accounts.makeSetupLink(house.operator)).toBeUndefined()
  expect(await house.audited()).toEqual([
    'setup-link.created',
    'setup-link.created',
    'tenant.created',
    'user.created',
  ])
})

test('of several who open a link at the same moment one becomes the administrator', async () => {
  await using house = await openHouse()
  const tokens = [await house.link(), await house.link(), await house.link()]
  const made = await Promise.all(tokens.map((token, at) => house.begin(token, { username: `zoe${at}` })))
  expect(made.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await house.accounts.listUsers(house.operator, { limit: 10 })).items).toHaveLength(1)
})

test('what is wrong with the account leaves the link open', async () => {
  await using house = await openHouse()
  await house.addUser('ann')
  const token = await house.link()
  await expect(house.begin(token, { password: 'short' })).rejects.toMatchObject({ code: 'validation-failed' })
  await expect(house.begin(token, { username: 'ANN' })).rejects.toMatchObject({ code: 'user-exists' })
  expect(await house.begin(token)).toMatchObject({ ok: true })
})

test('a link opens nothing when somebody administers the cloud, after a week, in another cloud or by another token', async () => {
  await using house = await openHouse()
  const { accounts, operator, clock } = house
  const token = await house.link()
  expect(await house.isOpen(`${token.slice(1)}A`)).toBe(false)
  expect(await accounts.isSetupOpen(2 as typeof house.tenant.id, token)).toBe(false)
  await house.addUser('ann')
  await accounts.changeUser(operator, 'ann', { admin: true })
  expect(await house.isOpen(token)).toBe(false)
  await house.database.write((tx) => tx.updateTable('users').set({ admin: 0 }).execute())
  await clock.advance(week - 1)
  expect(await house.isOpen(token)).toBe(true)
  await clock.advance(1)
  expect(await house.isOpen(token)).toBe(false)
})

test('ten links open at the same time, the newest, and the database holds none of them', async () => {
  await using house = await openHouse()
  const tokens: string[] = []
  for (let count = 0; count < 12; count += 1) {
    await house.clock.advance(1)
    tokens.push(await house.link())
  }
  const open = await Promise.all(tokens.map(house.isOpen))
  expect(open).toEqual([false, false, ...Array.from({ length: 10 }, () => true)])
  const stored = JSON.stringify(await house.database.read.selectFrom('setup_links').selectAll().execute())
  for (const token of tokens) expect(stored).not.toContain(token)
})

test('nobody makes a link who does not run the server', async () => {
  await using house = await openHouse()
  const ann = await house.addUser('ann')
  await expect(house.accounts.makeSetupLink(ann)).rejects.toMatchObject({ code: 'forbidden' })
})
