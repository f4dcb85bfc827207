import { type Browser, endAll, openBrowser, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

test('English on a German page is a barrier', async () => {
  const { page, barriers } = await browser.open({ language: 'de' })
  await page.goto(`${servers.servers.a.origin}/login`)
  await page.evaluate(`document.querySelector('h1').textContent = 'There are too many of them.'`)
  expect(await barriers('page /login')).toEqual([])
  await page.evaluate(`document.querySelector('h1').textContent = 'At least 3 characters.'`)
  expect(await barriers('page /login')).toEqual(['English on a German page: At least 3 characters.'])
})

test('who comes by keyboard skips the menu', async () => {
  const { page, signIn } = await browser.open()
  await signIn(await servers.servers.a.person('carol'), '/files')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('#content:focus').waitFor()
})

test('who goes to another page is at its title, which the tab has too; who goes on from a list is in the next one', async () => {
  const { page, signIn } = await browser.open()
  const dora = await servers.servers.a.person('dora')
  for (const folder of ['Trip', 'Trip/Photos', 'Trip/Photos/Empty']) await dora.files.mkcol(folder)
  await signIn(dora, '/files')
  const row = (name: string) => page.locator('[role=row]:focus', { hasText: name })
  const title = (name: string) => page.locator('h1:focus', { hasText: name })
  await page.getByRole('row', { name: 'Trip' }).waitFor()
  for (const [place, name] of [
    ['Trash', 'Trash'],
    ['Settings', 'Profile'],
    ['Files', 'Files'],
  ] as const) {
    const link = page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: place })
    await link.press('Enter')
    await title(name).waitFor()
    expect(await page.title()).toBe(`${name} · Isthmus`)
    expect(await link.getAttribute('aria-current')).toBe('page')
  }

  await page.getByRole('row', { name: 'Trip' }).press('Enter')
  await page.getByRole('log').getByText('Items in here: 1').last().waitFor()
  await row('Photos').press('Enter')
  await row('Empty').press('Enter')
  await title('Empty').press('Backspace')
  await row('Empty').waitFor()
  await page.goBack()
  await title('Empty').waitFor()

  await page.setViewportSize({ width: 600, height: 900 })
  await page.getByRole('button', { name: 'Open the menu' }).press('Enter')
  await page.getByRole('dialog').getByRole('link', { name: 'Trash' }).press('Enter')
  await title('Trash').waitFor()
})

test('a page that cannot be shown says so, in every look', async () => {
  const { page, signIn, barriers } = await browser.open()
  await page.route('**/assets/settings-area-*.js', (route) => route.abort())
  await signIn(await servers.servers.a.person('emil'), '/files')
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { level: 1, name: 'That did not work' }).waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Load again' }).waitFor()
  expect(await barriers('page /settings/profile')).toEqual([])
})
