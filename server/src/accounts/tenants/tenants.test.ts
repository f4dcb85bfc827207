import { expect, test } from 'vitest'
import { createAccounts } from '../index.ts'
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

  const restarted = createAccounts(house.context)
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

test('a tenant that nobody made cannot be read', async () => {
  await using house = await openTestAccounts()
  expect(await house.accounts.tenant(house.tenant.id)).toEqual(house.tenant)
  await expect(house.accounts.tenant(99 as typeof house.tenant.id)).rejects.toMatchObject({
    code: 'not-found',
  })
})
