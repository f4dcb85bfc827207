import { expect, test } from 'vitest'
import { loadConfig } from '../../platform/config/index.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { createSettings } from './settings.ts'

async function openSettings(environment: Record<string, string> = {}) {
  const house = await openTestAccounts()
  const process = await loadConfig({ environment, readFile: async () => undefined })
  return { ...house, settings: createSettings({ ...house, process }) }
}

test('a tenant has what the process has, until it chooses, and again when it takes that back', async () => {
  await using house = await openSettings()
  const { settings, operator, tenant } = house
  const policy = async () => (await settings.of(tenant.id)).federation.policy
  expect(await policy()).toBe('known')
  await settings.change(operator, { 'federation.policy': 'listed', 'shares.pendingPerPeer': '7' })
  expect(await policy()).toBe('listed')
  expect((await settings.of(tenant.id)).shares).toMatchObject({ pendingPerPeer: 7, defaultFolder: '/Shared' })
  expect((await settings.of((tenant.id + 1) as typeof tenant.id)).federation.policy).toBe('known')
  const views = await settings.change(operator, { 'federation.policy': null })
  expect(views.find(({ key }) => key === 'federation.policy')).toMatchObject({
    value: 'known',
    chosen: false,
  })
  expect(views.find(({ key }) => key === 'shares.pendingPerPeer')).toMatchObject({ value: 7, chosen: true })
  expect(await policy()).toBe('known')
  expect(await house.audited()).toEqual([
    'setting.changed',
    'setting.changed',
    'setting.changed',
    'tenant.created',
  ])
})

test('what the process was given counts for all tenants, and is shown as locked', async () => {
  await using house = await openSettings()
  await house.settings.change(house.operator, { 'federation.policy': 'open' })
  const process = await loadConfig({
    environment: { ISTHMUS_FEDERATION_POLICY: 'listed' },
    readFile: async () => undefined,
  })
  const settings = createSettings({ ...house, process })
  expect((await settings.of(house.tenant.id)).federation.policy).toBe('listed')
  const [view] = (await settings.list(house.operator)).filter(({ key }) => key === 'federation.policy')
  expect(view).toMatchObject({ value: 'listed', chosen: false, lockedBy: 'ISTHMUS_FEDERATION_POLICY' })
  await expect(settings.change(house.operator, { 'federation.policy': 'known' })).rejects.toMatchObject({
    code: 'setting-locked',
    detail: 'federation.policy is given by ISTHMUS_FEDERATION_POLICY.',
  })
})

test('what cannot be is refused, and nothing of it is kept', async () => {
  await using house = await openSettings()
  const { settings, operator } = house
  const wrong = { 'federation.policy': 'maybe', listen: '0.0.0.0:80', provider: 'Ours' }
  await expect(settings.change(operator, wrong)).rejects.toMatchObject({
    code: 'validation-failed',
    errors: [
      { name: 'federation.policy', rule: 'not-one-of', params: { values: 'open, known, listed, invited' } },
      { name: 'listen', message: 'This is no setting that can be changed here.' },
    ],
  })
  expect((await settings.of(house.tenant.id)).provider).toBe('Isthmus')
  const ann = await house.addUser('ann')
  await expect(settings.list(ann)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(settings.change(ann, { provider: 'Ours' })).rejects.toMatchObject({ code: 'forbidden' })
})

test('a secret is sealed, and nowhere to be seen but where it is used', async () => {
  await using house = await openSettings()
  const { settings, operator, tenant, database, activity } = house
  const key = 'mail.smtp.password'
  const view = async () => (await settings.list(operator)).find((one) => one.key === key)
  expect(await view()).toMatchObject({ secret: true, chosen: false, value: undefined })
  await settings.change(operator, { [key]: 'hush hush' })
  expect(await view()).toMatchObject({ secret: true, chosen: true, value: undefined })
  expect((await settings.of(tenant.id)).mail.smtp.password).toBe('hush hush')
  const stored = await database.read.selectFrom('settings').selectAll().execute()
  const audit = await activity.listAudit(operator, { limit: 10, action: 'setting.changed' })
  expect(JSON.stringify([stored, audit])).not.toContain('hush')
  expect(audit[0]?.detail).toEqual({ value: '***' })
  await settings.change(operator, { [key]: null })
  expect(await view()).toMatchObject({ chosen: false })
  expect((await settings.of(tenant.id)).mail.smtp.password).toBeUndefined()
})

test('a secret that the process was given is locked and not shown either', async () => {
  await using house = await openSettings({ ISTHMUS_MAIL_SMTP_PASSWORD: 'hush hush' })
  const views = await house.settings.list(house.operator)
  expect(views.find(({ key }) => key === 'mail.smtp.password')).toMatchObject({
    value: undefined,
    chosen: false,
    lockedBy: 'ISTHMUS_MAIL_SMTP_PASSWORD',
  })
  expect(JSON.stringify(views)).not.toContain('hush')
})

test('a secret of another key file counts as not chosen, and everything else goes on', async () => {
  await using house = await openSettings()
  const { settings, operator, tenant, database, logger } = house
  await settings.change(operator, { 'mail.smtp.password': 'hush hush', 'mail.smtp.host': 'smtp.example' })
  const copied = JSON.stringify('v1.k9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  await database.write((tx) =>
    tx.updateTable('settings').set({ value: copied }).where('key', '=', 'mail.smtp.password').execute(),
  )
  expect((await settings.of(tenant.id)).mail.smtp).toMatchObject({ host: 'smtp.example' })
  expect((await settings.of(tenant.id)).mail.smtp.password).toBeUndefined()
  expect(logger.events).toContainEqual({
    level: 'error',
    event: 'setting.unreadable',
    fields: { tenant: tenant.id, setting: 'mail.smtp.password', error: expect.anything() },
  })
})
