import { mkdir, readFile, writeFile } from 'node:fs/promises'
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

/**
 * Where the pictures of the documentation lie; every run of this suite makes them anew, and they are the same as long as
 * the app looks the same.
 */
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
  await ann.files.put('Call for papers.md', text, { 'x-oc-mtime': String(Date.UTC(2026, 2, 2, 9) / 1000) })
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
  const { a, b } = clouds.servers
  const inPlaceOf = { [new URL(a.origin).host]: 'cloud.example', [new URL(b.origin).host]: 'other.example' }
  await page.evaluate(`(${sayTheSame})(${JSON.stringify(inPlaceOf)})`)
  const picture = await page.screenshot({ animations: 'disabled' })
  expect(picture.byteLength).toBeGreaterThan(10_000)
  const file = join(images, `${name}.png`)
  const before = await readFile(file).catch(() => undefined)
  if (before === undefined || (await canBeToldApart(before, picture))) await writeFile(file, picture)
}

/** Whether anybody sees a difference: the browser does not draw each edge to the same bit every time. */
async function canBeToldApart(...pictures: readonly Buffer[]): Promise<boolean> {
  const { page, context } = await browser.open()
  const urls = pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`)
  const differs = await page.evaluate<boolean>(`Promise.all(${JSON.stringify(urls)}.map(async (url) => {
    const image = Object.assign(new Image(), { src: url })
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
    canvas.drawImage(image, 0, 0)
    return canvas.getImageData(0, 0, image.width, image.height)
  })).then(([one, other]) => one.width !== other.width || one.height !== other.height ||
    one.data.some((value, at) => Math.abs(value - other.data[at]) > 16))`)
  await context.close()
  return differs
}

/** Writes what is another in each run, ports and times, as it is in all pictures. */
const sayTheSame = `(inPlaceOf) => {
  const same = (text) => Object.entries(inPlaceOf)
    .reduce((said, [host, name]) => said.replaceAll(host, name), text)
    .replaceAll(/\\d+ minutes? ago/g, 'this minute')
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    if (same(node.data) !== node.data) node.data = same(node.data)
  }
  for (const field of document.querySelectorAll('input')) field.value = same(field.value)
}`

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
  await expect.poll(() => his.page.title()).toContain('(1)')
  await draw(his, 'inbox')
  const phone = await browser.open({ width: 390, colors: 'dark' })
  await phone.signIn(bob, '/shared/with-me')
  await phone.page.getByRole('button', { name: 'Accept' }).first().waitFor()
  await expect.poll(() => phone.page.title()).toContain('(1)')
  await draw(phone, 'phone')
})

test('what a file looks like that is opened', async () => {
  const hers = await browser.open({ width: 1280, colors: 'dark' })
  await hers.signIn(ann, '/files?open=Call%20for%20papers.md')
  await hers.page.getByText('The summer school takes place').waitFor()
  await draw(hers, 'preview')
})
