import { expect, test } from 'vitest'
import { openTestAccounts, tokenIn } from '../testing/open-test-accounts.ts'

const hour = 60 * 60_000
const day = 24 * hour
const address = '192.0.2.1'

async function openHouse() {
  const house = await openTestAccounts()
  const { accounts, operator, tenant } = house
  await accounts.createUser(operator, {
    username: 'ann',
    password: 'correct horse',
    email: 'ann@mail.example',
    displayName: 'Ann',
  })
  return {
    ...house,
    ann: await accounts.actorFor(tenant.id, 'ann'),
    /** @returns the tokens that are mailed */
    async forget(login: string): Promise<string[]> {
      await accounts.askForPasswordReset(tenant.id, { login, address })
      return (await house.mailOut()).map(tokenIn)
    },
    complete: (token: string, password = 'a better horse') =>
      accounts.completePasswordLink(tenant.id, { token, password }),
  }
}

test.each(['ann', 'ANN', ' ann ', 'ann@mail.example', 'Ann@MAIL.example'])(
  '%s gets a link',
  async (login) => {
    await using house = await openHouse()
    const [token = ''] = await house.forget(login)
    expect(await house.accounts.readPasswordLink(house.tenant.id, token)).toMatchObject({
      user: { username: 'ann' },
      purpose: 'reset',
      expiresAt: house.clock.now() + hour,
    })
    expect(await house.complete(token)).toEqual({ username: 'ann' })
    expect(await house.signIn('ann', 'a better horse')).toBeDefined()
  },
)

test('a link goes to the verified address that was named, and to no other one', async () => {
  await using house = await openHouse()
  const { accounts, ann, tenant, mailOut } = house
  await accounts.addEmail(ann, 'alias@mail.example')
  const verification = tokenIn((await mailOut()).at(-1))
  expect(await house.forget('alias@mail.example')).toEqual([])
  await accounts.verifyEmail(tenant.id, verification)
  await accounts.askForPasswordReset(tenant.id, { login: 'alias@mail.example', address })
  expect((await mailOut()).map(({ to }) => to.address)).toEqual(['alias@mail.example'])
  await accounts.askForPasswordReset(tenant.id, { login: 'ann', address })
  expect((await mailOut()).map(({ to }) => to.address)).toEqual(['ann@mail.example'])
})

test('a link is used once, also by two at the same time, and takes the others of its user along', async () => {
  await using house = await openHouse()
  const [[first = ''], [second = '']] = [await house.forget('ann'), await house.forget('ann')]
  const outcomes = await Promise.allSettled([
    house.complete(first, 'horse number one'),
    house.complete(first, 'horse number two'),
  ])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(house.complete(second)).rejects.toMatchObject({ code: 'not-found' })
})

test('a password that breaks the rules uses up no link', async () => {
  await using house = await openHouse()
  const [token = ''] = await house.forget('ann')
  await expect(house.complete(token, 'short')).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [{ name: 'password' }],
  })
  expect(await house.complete(token)).toEqual({ username: 'ann' })
})

test('a password that is chosen or given otherwise ends the links before', async () => {
  await using house = await openHouse()
  const [token = ''] = await house.forget('ann')
  await house.accounts.setPassword(house.operator, 'ann', 'given by the operator')
  await expect(house.complete(token)).rejects.toMatchObject({ code: 'not-found' })
  expect((await house.mailOut()).map(({ subject }) => subject)).toEqual([
    'Your password at Cloud was changed',
  ])
})

test('links of users who are gone or disabled open nothing, nor do those of other clouds', async () => {
  await using house = await openHouse()
  const { accounts, operator, tenant } = house
  const [token = ''] = await house.forget('ann')
  const elsewhere = (tenant.id + 1) as typeof tenant.id
  await expect(accounts.readPasswordLink(elsewhere, token)).rejects.toMatchObject({ code: 'not-found' })
  await accounts.disableUser(operator, 'ann')
  await expect(house.complete(token)).rejects.toMatchObject({ code: 'not-found' })
  expect(await house.forget('ann')).toEqual([])
  await accounts.deleteUser(operator, 'ann', {})
  const rows = await house.database.read.selectFrom('password_links').selectAll().execute()
  expect(rows).toEqual([])
})

test('the token is stored nowhere', async () => {
  await using house = await openHouse()
  await house.accounts.askForPasswordReset(house.tenant.id, { login: 'ann', address })
  const jobs = await house.database.read.selectFrom('jobs').selectAll().execute()
  expect(jobs.map(({ payload }) => Object.keys(JSON.parse(payload) as object).toSorted())).toEqual([
    ['address', 'letter', 'purpose', 'user'],
  ])
  const [token = ''] = (await house.mailOut()).map(tokenIn)
  const links = await house.database.read.selectFrom('password_links').selectAll().execute()
  expect(links).toHaveLength(1)
  expect(JSON.stringify(links)).not.toContain(token)
})

test('for nobody the same is written as for somebody', async () => {
  await using house = await openHouse()
  const { database, accounts, tenant } = house
  const written = async (login: string) => {
    await accounts.askForPasswordReset(tenant.id, { login, address })
    const rows = await database.read.selectFrom('jobs').select(['kind', 'peer', 'deadline_at']).execute()
    await database.write((tx) => tx.deleteFrom('jobs').execute())
    return rows
  }
  const [ofAnn, ofNobody] = [await written('ann'), await written('nobody')]
  expect(ofAnn).toHaveLength(1)
  expect(ofNobody).toEqual(ofAnn)
})

test('who asks too often has to wait, whether there is such a user or not', async () => {
  await using house = await openHouse()
  for (const login of ['ann', 'nobody', 'nobody@mail.example']) {
    for (let count = 0; count < 10; count += 1) {
      await house.accounts.askForPasswordReset(house.tenant.id, { login, address })
    }
    await expect(
      house.accounts.askForPasswordReset(house.tenant.id, { login, address }),
    ).rejects.toMatchObject({
      code: 'too-many-requests',
    })
  }
  expect(await house.signIn('ann')).toBeDefined()
})

test('an invited user has no password until they choose one, within a week', async () => {
  await using house = await openHouse()
  const { accounts, operator } = house
  const order = { username: 'max', email: 'max@mail.example' }
  await accounts.createUser(operator, order)
  expect(await house.signIn('max', '')).toBeUndefined()
  const late = tokenIn((await house.mailOut())[0])
  await house.clock.advance(7 * day)
  await expect(house.complete(late)).rejects.toMatchObject({ code: 'not-found' })
  await accounts.inviteUser(operator, 'max')
  const [mail, ...others] = await house.mailOut()
  expect([mail?.to.address, others]).toEqual(['max@mail.example', []])
  expect(await house.complete(tokenIn(mail), 'the horse of max')).toEqual({ username: 'max' })
  // It is no news that a first password was chosen.
  expect(await house.mailOut()).toEqual([])
  expect(await house.signIn('max', 'the horse of max')).toBeDefined()
  expect((await house.audited()).filter((action) => action.startsWith('user.'))).toEqual([
    'user.created',
    'user.created',
    'user.invited',
    'user.password-chosen',
    'user.password-link-sent',
    'user.password-link-sent',
  ])
})

test('who has a password, no address or no account is not invited, and nobody without an SMTP server', async () => {
  await using house = await openHouse()
  const { accounts, operator, ann } = house
  await house.addUser('bob')
  await expect(accounts.inviteUser(operator, 'ann')).rejects.toMatchObject({ code: 'conflict' })
  await expect(accounts.inviteUser(operator, 'bob')).rejects.toMatchObject({ code: 'conflict' })
  await expect(accounts.inviteUser(operator, 'nobody')).rejects.toMatchObject({ code: 'user-not-found' })
  await expect(accounts.inviteUser(ann, 'ann')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(accounts.createUser(operator, { username: 'max' })).rejects.toMatchObject({
    errors: [{ name: 'password', message: expect.stringContaining('e-mail address') }],
  })
  house.smtp.host = undefined
  const order = { username: 'max', email: 'max@mail.example' }
  await expect(accounts.createUser(operator, order)).rejects.toMatchObject({ code: 'mail-not-configured' })
  await expect(accounts.inviteUser(operator, 'bob')).rejects.toMatchObject({ code: 'mail-not-configured' })
})
