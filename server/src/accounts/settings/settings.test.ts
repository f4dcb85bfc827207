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
      { name: 'federation.policy', message: 'must be one of open, known, listed, invited' },
      { name: 'listen', message: 'is no setting that can be changed here' },
    ],
  })
  expect((await settings.of(house.tenant.id)).provider).toBe('Isthmus')
  const ann = await house.addUser('ann')
  await expect(settings.list(ann)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(settings.change(ann, { provider: 'Ours' })).rejects.toMatchObject({ code: 'forbidden' })
})
