import { crc32, deflateSync } from 'node:zlib'
import {
  type Browser,
  type BrowserWindow,
  endAll,
  openBrowser,
  type Processes,
  processes,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile, textOf } from './opened-file.ts'

type Page = BrowserWindow['page']

let servers: Processes<'a'>
let browser: Browser

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

/** A picture of one colour. */
function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const named = Buffer.concat([Buffer.from(type), data])
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const pixels = Buffer.alloc(height * (1 + width * 3), 120)
  for (let line = 0; line < height; line += 1) pixels[line * (1 + width * 3)] = 0
  const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A tenth of a second of silence. */
function wav(): Uint8Array {
  const samples = 800
  const file = Buffer.alloc(44 + samples, 128)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(8000, 24)
  file.writeUInt32LE(8000, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples, 40)
  return file
}

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj
trailer<</Size 4/Root 1 0 R>>
%%EOF`

test('files of a folder are looked at one after the other, by mouse and by keyboard', async () => {
  const { page, person } = await openFile(
    { browser, servers },
    { 'a.txt': 'first\nsecond\n', 'b.png': png(40, 30), 'c.wav': wav(), 'd.pdf': pdf, 'e.bin': 'bits' },
    'a.txt',
  )
  const dialog = page.getByRole('dialog')
  await dialog.getByText('first').waitFor()
  await dialog.getByText('1\n2', { exact: true }).waitFor()

  await dialog.getByRole('button', { name: 'Next file' }).click()
  const image = dialog.getByRole('img', { name: 'b.png' })
  await expect.poll(async () => (await image.boundingBox())?.width).toBe(40)
  await page.keyboard.press('+')
  await dialog.getByText('150%').waitFor()
  await expect.poll(async () => (await image.boundingBox())?.width).toBe(60)
  await dialog.getByRole('button', { name: 'Fit to the window' }).click()

  await page.keyboard.press('ArrowRight')
  const duration = () => page.evaluate(`document.querySelector('audio')?.duration`)
  await expect.poll(duration).toBeCloseTo(0.1)

  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.goto(page.url().replace(/\?.*|$/, '?open=d.pdf'))
  await dialog.locator('iframe[title="d.pdf"]').waitFor()

  await dialog.getByRole('button', { name: 'Next file' }).click()
  await dialog.getByText('This file cannot be shown here').waitFor()
  const download = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Download' }).last().click()
  expect((await download).suggestedFilename()).toBe('e.bin')

  // What goes away while it is looked at makes room for its neighbour, and the last one for the folder.
  for (const name of ['e.bin', 'd.pdf', 'c.wav', 'b.png', 'a.txt']) {
    await dialog.getByRole('heading', { name }).waitFor()
    await person.files.delete(name)
    await page.getByText(`“${name}” was deleted, moved or renamed`).waitFor()
  }
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Nothing in here yet').waitFor()
})

test('what is something else than its name says, or nothing, is told apart, and no name disguises it', async () => {
  const broken = {
    'a.png': 'no image',
    'b.txt': 'no\0text',
    'c.mp4': 'no video',
    'd.mp3': 'x',
    'e.pdf': 'no PDF',
  }
  const { page } = await openFile(
    { browser, servers },
    { ...broken, 'f.pdf': '', 'g\u202Egpj.exe': 'a program' },
    'a.png',
  )
  for (const name of Object.keys(broken)) {
    await page.getByRole('heading', { name }).waitFor()
    await page.getByText('This file could not be shown').waitFor()
    await page.getByRole('dialog').getByRole('link', { name: 'Download' }).last().waitFor()
    await page.keyboard.press('ArrowRight')
  }
  await page.getByText('The file is empty').waitFor()
  await page.getByText('g\u{FFFD}gpj.exe').waitFor()

  // What cannot be fetched is not called damaged.
  const contents = '**/api/v1/files/content?*'
  await page.route(contents, (route) => route.fulfill({ status: 503 }))
  await page.goto(page.url().replace(/\?.*|$/, '?open=a.png'))
  const retry = page.getByRole('dialog').getByRole('button', { name: 'Try again' })
  await retry.waitFor()
  await page.unroute(contents)
  await retry.click()
  await page.getByText('This file could not be shown').waitFor()
})

test('Markdown is shown as it is meant, and does no harm', async () => {
  const text = `# Trip

**Bold**, [a link](https://other.example/), [bad](javascript:alert(1)), ![map](map.png), ![far](https://other.example/x.png)

<img src="https://other.example/y.png" onerror="alert(1)"><script>alert(1)</script>

| a | b |
|---|---|
| 1 | 2 |
`
  const { page } = await openFile(
    { browser, servers },
    { 'notes.md': text, 'map.png': png(20, 10) },
    'notes.md',
  )
  const article = page.getByRole('article')
  await article.getByRole('heading', { name: 'Trip' }).waitFor()
  const link = article.getByRole('link', { name: 'a link' })
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(await article.getByRole('link').count()).toBe(1)
  const image = article.getByRole('img')
  await expect.poll(async () => (await image.boundingBox())?.width).toBe(20)
  expect(await image.count()).toBe(1)
  expect(await article.locator('script').count()).toBe(0)
  await article.getByRole('cell', { name: '2' }).waitFor()
})

async function openDetails(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('row', { name }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Details' }).click()
}

test('the details of a file have what it was before, to be taken back and deleted', async () => {
  const { page, person, barriers } = await openFile({ browser, servers }, { 'plan.txt': 'first' }, 'plan.txt')
  await person.files.put('plan.txt', 'second')
  await person.files.put('plan.txt', 'third')
  await openDetails(page, 'plan.txt')
  const panel = page.getByRole('complementary', { name: 'Details' })
  await panel.getByText('text/plain').waitFor()
  await panel.getByText('Nobody else has access').waitFor()
  await panel.getByText(`${person.username} made it`).waitFor()

  // A window that becomes narrow, as by a larger print, takes no dialog away.
  await panel.getByRole('button', { name: 'Share …' }).click()
  const shareWith = page.getByRole('combobox', { name: 'Share with' })
  await shareWith.fill('somebody')
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  await page.setViewportSize({ width: 700, height })
  await expect.poll(() => page.evaluate(`matchMedia('(width < 60rem)').matches`)).toBe(true)
  expect(await shareWith.inputValue()).toBe('somebody')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('dialog', { name: 'Details' }).waitFor()
  await page.setViewportSize({ width, height })
  await panel.getByText('text/plain').waitFor()

  await expect.poll(() => panel.getByRole('button', { name: /^Restore the version/ }).count()).toBe(2)
  const oldest = panel.getByRole('button', { name: /^Restore the version/ }).last()
  const restored = await oldest.elementHandle()
  const sent: string[] = []
  page.on('request', (request) => void sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await oldest.dblclick()
  await expect.poll(() => textOf(person, 'plan.txt')).toBe('first')
  // The version that was restored is none any more.
  await restored.waitForElementState('hidden')
  // Of a double click, the second does nothing.
  expect(sent.filter((request) => request.startsWith('POST') && request.endsWith('/restore'))).toHaveLength(1)
  await panel.getByRole('button', { name: 'Delete' }).last().click()
  expect(await barriers('dialog Delete the version of {{when}}?', 1440)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('The version is deleted').waitFor()
  await panel.getByText(/restored an earlier version/).waitFor()
  expect(await barriers('page /files/$')).toEqual([])
})

test('what is shown and changed is usable by everybody', async () => {
  const { page, person, barriers } = await openFile(
    { browser, servers },
    { 'a.md': '# A\n\n```\ncode\n```\n' },
    'a.md',
  )
  await page.getByRole('article').getByRole('heading').waitFor()
  expect(await barriers('dialog a.md')).toEqual([])
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox').fill('mine')
  await person.files.put('a.md', 'theirs')
  await page.keyboard.press('Control+s')
  await page.getByText('Overwrite theirs').waitFor()
  expect(await barriers('dialog a.md')).toEqual([])
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await barriers('dialog Discard your changes?')).toEqual([])
})
