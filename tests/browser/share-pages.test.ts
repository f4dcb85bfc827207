import { type Browser, endAll, openBrowser, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 90_000 })

let clouds: Processes<'a' | 'b'>
let browser: Browser

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, clouds))

test('lists and dialogs of shares are usable by everybody', async () => {
  const { ann, bob } = await busyPeople()
  const { page, signIn, barriers } = await browser.open()
  await signIn(ann, '/shared/by-me')
  await page.getByRole('region', { name: 'Trip' }).waitFor()
  expect(await barriers('page /shared/by-me')).toEqual([])
  await page.getByRole('button', { name: 'Share with others' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share “Trip”' })
  for (const [more, action, sight] of [
    ['carol', 'Change last day and note', 'dialog Access of {{name}}'],
    ['carol', 'Stop sharing', 'dialog Stop sharing with {{name}}?'],
    ['Public link', 'Name, last day, password', 'dialog Change the link'],
  ] as const) {
    await dialog.getByRole('button', { name: `More for ${more}` }).click()
    await page.getByRole('menuitem', { name: action }).click()
    expect(await barriers(sight)).toEqual([])
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'New link' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill(bob.address)
  await page.getByRole('dialog').getByRole('option').waitFor()
  expect(await barriers('dialog Share “{{thing}}”')).toEqual([])

  await page.goto(`${ann.origin}/shared/with-me`)
  await page.getByText(/that (?:is|are) over/).click()
  expect(await barriers('page /shared/with-me')).toEqual([])
  await page.getByRole('button', { name: 'Leave' }).click()
  expect(await barriers('dialog Leave “{{name}}”?')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'When others share' }).click()
  await page.getByRole('radio').first().waitFor()
  expect(await barriers('dialog When others share with you')).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Notifications: \d+ new/ }).click()
  const readAll = page.getByRole('button', { name: 'Mark all as read' })
  await readAll.waitFor()
  expect(await barriers('dialog Notifications')).toEqual([])
  await readAll.click()
  await readAll.waitFor({ state: 'hidden' })
  await expect.poll(() => page.title()).toBe('Shared with me · Isthmus')
  const dismiss = page.getByRole('button', { name: 'Dismiss what' })
  for (let left = await dismiss.count(); left > 0; left -= 1) {
    await dismiss.first().click()
    await expect.poll(() => dismiss.count()).toBe(left - 1)
  }
  await page.getByText('Nothing new').waitFor()
})

/** Somebody who has shared and been shared with in every way. */
async function busyPeople() {
  const { a, b } = clouds.servers
  const [ann, carol] = [await a.person('ann'), await a.person('carol')]
  const bob = await b.person('bob')
  for (const folder of ['Trip', 'Plans']) await ann.files.mkcol(folder)
  await ann.share('Trip', bob.address, { note: 'Have a look', expiresAt: '2099-01-01T00:00:00Z' })
  await ann.share('Trip', carol.username)
  await ann.share('Trip', bob.address.replace('bob', 'nobody'))
  await ann.link('Trip', { password: 'correct horse', maxDownloads: 3 })
  for (const folder of ['One', 'Two', 'Three']) await bob.files.mkcol(folder)
  await bob.share('One', ann.address, { note: 'Read this' })
  const two = await bob.share('Two', ann.address)
  await bob.share('Three', ann.address)
  await expect.poll(async () => (await ann.inbox()).length).toBe(3)
  for (const { id, name: folder } of await ann.inbox()) if (folder !== 'One') await ann.accept(id)
  await bob.revoke(two.id)
  await expect.poll(async () => (await ann.inbox()).map(({ state }) => state)).toContain('removed')
  return { ann, bob }
}
