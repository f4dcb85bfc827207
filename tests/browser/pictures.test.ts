import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  type Browser,
  type BrowserWindow,
  endAll,
  openBrowser,
  type Person,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Where the pictures of the documentation lie; every run of this suite makes them anew. */
const images = resolve(import.meta.dirname, '../../docs/images')

let clouds: Processes<'a' | 'b'>
let browser: Browser
let ann: Person
let bob: Person

beforeAll(async () => {
  clouds = await processes({ a: {}, b: {} })
  browser = await openBrowser()
  await mkdir(images, { recursive: true })
  ann = await clouds.servers.a.person('ann')
  bob = await clouds.servers.b.person('bob')
  await ann.api('PATCH', '/me', { displayName: 'Ann Lehmann' })
  await bob.api('PATCH', '/me', { displayName: 'Bob Ortega' })
  await clouds.servers.a.person('carol')
  for (const folder of ['Field trip 2026', 'Minutes', 'Photos', 'Herbarium']) await ann.files.mkcol(folder)
  for (const file of ['Route.md', 'Participants.csv', 'Budget.md']) {
    await ann.files.put(`Field trip 2026/${file}`, `# ${file}\n\n${'A line of it.\n'.repeat(120)}`)
  }
  await ann.files.put('Call for papers.md', text)
  await ann.files.put('Seminar plan.txt', 'Monday: lichens.\n'.repeat(400))
  await ann.files.put('Photos/Shore.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
  await ann.share('Herbarium', 'carol')
  await ann.link('Photos')
})

afterAll(() => endAll(browser, clouds))

const text = `# Call for papers

The **summer school** takes place from 3 to 7 August.

- lichens of the northern shore
- moss
- what grows on both
`

async function draw({ page }: BrowserWindow, name: string): Promise<void> {
  // What moves has come to rest, and no tooltip is in the way.
  await page.mouse.move(0, 0)
  await page.evaluate('document.fonts.ready')
  const picture = await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' })
  expect(picture.byteLength).toBeGreaterThan(10_000)
}

test('what the app looks like while Ann shares with Bob, who is on another cloud', async () => {
  const hers = await browser.open({ width: 1280 })
  await hers.signIn(ann, '/files')
  await hers.page.getByText('Seminar plan.txt').waitFor()
  await draw(hers, 'files')

  await hers.page
    .getByRole('button', { name: /Field trip 2026/ })
    .last()
    .click()
  await hers.page.getByRole('menuitem', { name: 'Share' }).click()
  const dialog = hers.page.getByRole('dialog', { name: /Field trip 2026/ })
  await dialog.getByRole('combobox', { name: 'Share with' }).fill(bob.address)
  await dialog.getByText('On another cloud').waitFor()
  await draw(hers, 'share')
  await dialog.getByLabel('Note to them').fill('Here is all that we need for June.')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await dialog.getByText('Waiting for an answer').waitFor()

  const his = await browser.open({ width: 1280 })
  await his.signIn(bob, '/shared/with-me')
  await his.page.getByRole('button', { name: 'Accept' }).first().waitFor()
  await draw(his, 'inbox')
  const phone = await browser.open({ width: 390, colors: 'dark' })
  await phone.signIn(bob, '/shared/with-me')
  await phone.page.getByRole('button', { name: 'Accept' }).first().waitFor()
  await draw(phone, 'phone')
})

test('what a file looks like that is opened', async () => {
  const hers = await browser.open({ width: 1280, colors: 'dark' })
  await hers.signIn(ann, '/files?open=Call%20for%20papers.md')
  await hers.page.getByText('The summer school takes place').waitFor()
  await draw(hers, 'preview')
})
