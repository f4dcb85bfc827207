import { expect, test } from 'vitest'
import type { UserActor } from '../../platform/actor.ts'
import { openTestAccounts, tokenIn } from '../testing/open-test-accounts.ts'

const day = 24 * 60 * 60_000

async function openHouse() {
  const house = await openTestAccounts()
  const { accounts, tenant } = house
  return {
    ...house,
    ann: await house.addUser('ann'),
    bob: await house.addUser('bob'),
    verify: (token: string) => accounts.verifyEmail(tenant.id, token),
    /** Claims an address and reads the mail that comes there. */
    async claim(actor: UserActor, address: string) {
      const email = await accounts.addEmail(actor, address)
      return { email, token: tokenIn((await house.mailOut()).at(-1)) }
    },
  }
}

test('an address is verified by the token that only its mailbox gets; the first one becomes the primary one', async () => {
  await using house = await openHouse()
  const { accounts, ann } = house
  const { email, token } = await house.claim(ann, ' Ann@Mail.example ')
  expect(email).toEqual({
    address: 'Ann@mail.example',
    primary: false,
    verified: false,
    createdAt: house.clock.now(),
  })
  expect(await accounts.listEmails(ann)).toEqual([email])
  expect((await accounts.readUser(ann, 'ann')).email).toBeUndefined()

  expect(await house.verify(token)).toEqual({ username: 'ann', address: 'Ann@mail.example' })
  expect(await accounts.listEmails(ann)).toEqual([{ ...email, primary: true, verified: true }])
  expect((await accounts.readUser(ann, 'ann')).email).toBe('Ann@mail.example')
  const audited = await house.audited()
  expect(audited.filter((action) => action.startsWith('email'))).toEqual(['email.added', 'email.verified'])
})

test('a link that is followed twice says the same twice; after a day it is not valid', async () => {
  await using house = await openHouse()
  const { token } = await house.claim(house.ann, 'ann@mail.example')
  const unused = await house.claim(house.ann, 'ann@other.example')
  await house.clock.advance(day - 1)
  expect(await house.verify(token)).toEqual(await house.verify(token))
  await house.clock.advance(1)
  for (const wrong of [token, unused.token, '', 'x'.repeat(43)]) {
    await expect(house.verify(wrong)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect((await house.accounts.listEmails(house.ann)).map(({ verified }) => verified)).toEqual([true, false])
})

test('a token asked for again replaces the one before, and no token verifies in another tenant', async () => {
  await using house = await openHouse()
  const first = await house.claim(house.ann, 'ann@mail.example')
  const second = await house.claim(house.ann, 'ANN@mail.example')
  await expect(house.verify(first.token)).rejects.toMatchObject({ code: 'not-found' })
  const elsewhere = 2 as typeof house.tenant.id
  await expect(house.accounts.verifyEmail(elsewhere, second.token)).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await house.verify(second.token)).toEqual({ username: 'ann', address: 'ANN@mail.example' })
  expect(await house.accounts.listEmails(house.ann)).toHaveLength(1)
})

test('two may claim an address; whoever verifies it first has it, also when both do at the same time', async () => {
  await using house = await openHouse()
  const ofAnn = await house.claim(house.ann, 'team@mail.example')
  const ofBob = await house.claim(house.bob, 'Team@mail.example')
  const outcomes = await Promise.allSettled([house.verify(ofAnn.token), house.verify(ofBob.token)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  const verified = [
    ...(await house.accounts.listEmails(house.ann)),
    ...(await house.accounts.listEmails(house.bob)),
  ]
  expect(verified.filter((email) => email.verified)).toHaveLength(1)
  expect((await house.audited()).filter((action) => action === 'email.verified')).toHaveLength(1)
})

test('another verified address may become the primary one, and the one before stays an alias', async () => {
  await using house = await openHouse()
  const { accounts, ann } = house
  for (const address of ['one@mail.example', 'two@mail.example']) {
    await house.verify((await house.claim(ann, address)).token)
  }
  await accounts.addEmail(ann, 'three@mail.example')
  await accounts.setPrimaryEmail(ann, 'TWO@mail.example')
  await accounts.setPrimaryEmail(ann, 'two@mail.example')
  expect((await accounts.listEmails(ann)).map(({ address, primary }) => [address, primary])).toEqual([
    ['two@mail.example', true],
    ['one@mail.example', false],
    ['three@mail.example', false],
  ])
  for (const [address, code] of [
    ['three@mail.example', 'conflict'],
    ['four@mail.example', 'not-found'],
    ['nonsense', 'not-found'],
  ] as const) {
    await expect(accounts.setPrimaryEmail(ann, address)).rejects.toMatchObject({ code })
  }
  expect((await house.audited()).filter((action) => action === 'email.made-primary')).toHaveLength(1)
})

test('of two addresses that are made the primary one at the same time, one is', async () => {
  await using house = await openHouse()
  const { accounts, ann } = house
  for (const address of ['one@mail.example', 'two@mail.example', 'three@mail.example']) {
    await house.verify((await house.claim(ann, address)).token)
  }
  await Promise.all(
    ['two@mail.example', 'three@mail.example'].map((address) => accounts.setPrimaryEmail(ann, address)),
  )
  expect((await accounts.listEmails(ann)).filter(({ primary }) => primary)).toHaveLength(1)
})

test('any address but the primary one is removed, and then free for others', async () => {
  await using house = await openHouse()
  const { accounts, ann, bob } = house
  for (const address of ['one@mail.example', 'two@mail.example']) {
    await house.verify((await house.claim(ann, address)).token)
  }
  await expect(accounts.removeEmail(ann, 'one@mail.example')).rejects.toMatchObject({ code: 'conflict' })
  await accounts.removeEmail(ann, 'Two@mail.example')
  await expect(accounts.removeEmail(ann, 'two@mail.example')).rejects.toMatchObject({ code: 'not-found' })
  await expect(accounts.removeEmail(bob, 'one@mail.example')).rejects.toMatchObject({ code: 'not-found' })
  await house.verify((await house.claim(bob, 'two@mail.example')).token)
  expect(await accounts.listEmails(ann)).toHaveLength(1)
})

test('an address that is none, one that is there already, and the eleventh are refused', async () => {
  await using house = await openHouse()
  const { accounts, ann } = house
  await expect(accounts.addEmail(ann, 'nowhere')).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ name: 'address' }],
  })
  await house.verify((await house.claim(ann, 'ann@mail.example')).token)
  await expect(accounts.addEmail(ann, 'ann@mail.example')).rejects.toMatchObject({ code: 'conflict' })
  await Promise.all(Array.from({ length: 9 }, (_, index) => accounts.addEmail(ann, `a${index}@mail.example`)))
  await expect(accounts.addEmail(ann, 'a10@mail.example')).rejects.toMatchObject({ code: 'conflict' })
  expect(await accounts.listEmails(ann)).toHaveLength(10)
})

test('a disabled account verifies nothing', async () => {
  await using house = await openHouse()
  const { token } = await house.claim(house.ann, 'ann@mail.example')
  await house.accounts.disableUser(house.operator, 'ann')
  await expect(house.verify(token)).rejects.toMatchObject({ code: 'not-found' })
})

test('the database holds no token', async () => {
  await using house = await openHouse()
  const { token } = await house.claim(house.ann, 'ann@mail.example')
  const stored = JSON.stringify(await house.database.read.selectFrom('user_emails').selectAll().execute())
  expect(stored).not.toContain(token)
})
