import { type Browser, endAll, openBrowser, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 60_000 })

let clouds: Processes<'a' | 'b'>
let browser: Browser

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, clouds))

test('a folder of a cloud that is down shows what was last seen in it, and is asked for again', async () => {
  const { a, b } = clouds.servers
  const [ann, bob] = [await a.person('ann'), await b.person('bob')]
  await bob.files.mkcol('Trip')
  await bob.files.mkcol('Trip/Photos')
  await bob.files.put('Trip/plan.txt', 'plan')
  await bob.share('Trip', ann.address)
  await expect.poll(async () => (await ann.inbox()).length, { timeout: 10_000 }).toBe(1)
  const [item] = await ann.inbox()
  await ann.accept(item?.id ?? '')

  const { page, signIn, barriers } = await browser.open()
  await signIn(ann, '/files/Shared')
  await page.getByText(`from ${bob.address}`).waitFor()
  await page.getByRole('link', { name: 'Trip' }).click()
  await page.getByRole('row', { name: 'plan.txt' }).waitFor()

  await b.kill()
  await page.reload()
  await page.getByText('cannot be reached').first().waitFor({ timeout: 30_000 })
  await page.getByText('plan.txt').waitFor()
  expect(await barriers()).toEqual([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('cannot be reached').first().waitFor()

  await b.start()
  await expect
    .poll(
      async () => {
        const retry = page.getByRole('button', { name: 'Try again' })
        if (await retry.isVisible()) await retry.click()
        return await page.getByRole('row', { name: 'plan.txt' }).isVisible()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(true)
})
