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
