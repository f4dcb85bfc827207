import { describe, expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { parsePublicUrl, parseRequestHost } from './tenant.ts'

test('the first start makes the tenant and the identity of the installation, the next ones find them', async () => {
  await using house = await openTestAccounts()
  const installation = () => house.database.read.selectFrom('installation').selectAll().execute()
  const before = await installation()
  expect(before).toEqual([
    { instance_id: expect.stringMatching(/^[0-9a-z]{12}$/), created_at: house.clock.now() },
  ])
  expect(house.tenant).toEqual({ id: 1, host: 'cloud.example', publicUrl: 'https://cloud.example' })

  const restarted = house.again()
  expect(await restarted.prepareTenant('https://CLOUD.example:443/')).toEqual(house.tenant)
  expect(await installation()).toEqual(before)
  expect(await house.audited()).toEqual(['tenant.created'])
})

test.each(['https://other.example', 'http://cloud.example', 'https://cloud.example:8443'])(
  'another public URL, %s, stops the start and says what to do',
  async (publicUrl) => {
    await using house = await openTestAccounts()
    await expect(house.accounts.prepareTenant(publicUrl)).rejects.toMatchObject({
      code: 'tenant-mismatch',
      detail: expect.stringContaining('Set the public URL back to https://cloud.example'),
    })
  },
)

test.each([
  ['https://cloud.example', 'https://cloud.example', 'cloud.example'],
  ['HTTPS://Cloud.Example:443/', 'https://cloud.example', 'cloud.example'],
  ['http://127.0.0.1:9201', 'http://127.0.0.1:9201', '127.0.0.1:9201'],
  ['https://[::1]:8443', 'https://[::1]:8443', '[::1]:8443'],
  ['https://zürich.example', 'https://xn--zrich-kva.example', 'xn--zrich-kva.example'],
])('the public URL %s is read as %s', (input, publicUrl, host) => {
  expect(parsePublicUrl(input)).toEqual({ publicUrl, host })
})

test.each([
  '',
  'cloud.example',
  'ftp://cloud.example',
  'https://cloud.example/cloud',
  'https://cloud.example/?a',
  'https://cloud.example/#a',
  'https://ann@cloud.example',
])('%j is no public URL', async (input) => {
  expect(parsePublicUrl(input)).toBeUndefined()
  await using house = await openTestAccounts()
  await expect(house.accounts.prepareTenant(input)).rejects.toMatchObject({ code: 'validation-failed' })
})

test('a tenant is found by exactly its host', async () => {
  await using house = await openTestAccounts()
  for (const host of [
    'cloud.example',
    'Cloud.EXAMPLE',
    'cloud.example:443',
    'cloud.example.',
    'cloud.example',
  ]) {
    expect(await house.accounts.tenantByHost(host), host).toEqual(house.tenant)
  }
  for (const host of ['', 'example', 'a.cloud.example', 'cloud.example:8443', 'cloud.example.evil.example']) {
    expect(await house.accounts.tenantByHost(host), host).toBeUndefined()
  }
})

test.each([
  'cloud.example/',
  'https://cloud.example',
  'cloud.example?',
  'ann@cloud.example',
  'cloud.example evil',
  ' ',
])('%j names no host', (host) => {
  expect(parseRequestHost(host)).toBeUndefined()
})

describe('the operator', () => {
  test('makes more clouds, each with people of its own, and lists them', async () => {
    await using house = await openTestAccounts()
    const { accounts, operator } = house
    const second = await accounts.addTenant(operator, 'https://Physics.example')
    expect(second).toEqual({ id: 2, host: 'physics.example', publicUrl: 'https://physics.example' })
    expect(await accounts.listTenants(operator)).toEqual([house.tenant, second])
    expect(await accounts.tenantByHost('physics.example')).toEqual(second)
    await house.addUser('ann')
    await accounts.createUser(
      { kind: 'operator', tenant: second.id },
      { username: 'ann', password: 'another horse' },
    )
    const signIn = (tenant: typeof second, password: string) =>
      accounts.authenticatePassword(tenant.id, { username: 'ann', password, address: '192.0.2.1' })
    expect(await signIn(second, 'correct horse')).toBeUndefined()
    expect(await signIn(second, 'another horse')).toMatchObject({ tenant: second.id })
    expect(await signIn(house.tenant, 'correct horse')).toMatchObject({ tenant: house.tenant.id })
    await expect(accounts.addTenant(operator, 'https://physics.example/')).rejects.toMatchObject({
      code: 'tenant-exists',
    })
    await expect(accounts.addTenant(operator, 'physics.example')).rejects.toMatchObject({
      code: 'validation-failed',
    })
    // What was started for either of them goes on.
    expect(await accounts.prepareTenant('https://physics.example')).toEqual(second)
  })

  test('gives a cloud another address, which is the only one from then on', async () => {
    await using house = await openTestAccounts()
    const { accounts, operator, clock } = house
    const elsewhere = house.again()
    expect(await elsewhere.tenantByHost('cloud.example')).toEqual(house.tenant)
    await accounts.tenantByHost('cloud.example')
    await accounts.addTenant(operator, 'https://taken.example')
    await expect(
      accounts.renameTenant(operator, 'cloud.example', 'https://taken.example'),
    ).rejects.toMatchObject({ code: 'tenant-exists' })
    await expect(
      accounts.renameTenant(operator, 'nowhere.example', 'https://new.example'),
    ).rejects.toMatchObject({ code: 'not-found' })
    const renamed = await accounts.renameTenant(operator, 'cloud.example', 'https://new.example')
    expect(renamed).toEqual({ ...house.tenant, host: 'new.example', publicUrl: 'https://new.example' })
    expect(await accounts.tenantByHost('cloud.example')).toBeUndefined()
    expect(await accounts.prepareTenant('https://new.example')).toEqual(renamed)
    // Another process hears of it within seconds.
    await clock.advance(10_000)
    expect(await elsewhere.tenantByHost('cloud.example')).toBeUndefined()
    expect(await house.audited()).toEqual(['tenant.created', 'tenant.renamed'])
  })

  test('is the only one who may', async () => {
    await using house = await openTestAccounts()
    const zoe = await house.addUser('zoe', { admin: true })
    for (const attempt of [
      () => house.accounts.listTenants(zoe),
      () => house.accounts.addTenant(zoe, 'https://other.example'),
      () => house.accounts.renameTenant(zoe, 'cloud.example', 'https://other.example'),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

test('a tenant that nobody made cannot be read', async () => {
  await using house = await openTestAccounts()
  expect(await house.accounts.tenant(house.tenant.id)).toEqual(house.tenant)
  await expect(house.accounts.tenant(99 as typeof house.tenant.id)).rejects.toMatchObject({
    code: 'not-found',
  })
})
