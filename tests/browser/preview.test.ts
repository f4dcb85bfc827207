import { crc32, deflateSync } from 'node:zlib'
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

type Page = BrowserWindow['page']

let servers: Processes<'a'>
let browser: Browser
let people = 0

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
})

afterAll(() => endAll(browser, servers))

/** Somebody new who looks at one of their files. */
async function open(
  files: Readonly<Record<string, string | Uint8Array>>,
  shown: string,
  look: { language?: 'en' | 'de' } = {},
) {
  const window = await browser.open(look)
  window.page.on('dialog', (dialog) => void dialog.accept())
  const person = await servers.servers.a.person(`ben-${(people += 1)}`)
  for (const [name, contents] of Object.entries(files)) await person.files.put(name, contents)
  await window.signIn(person, `/files?open=${encodeURIComponent(shown)}`)
  await window.page.getByRole('dialog').getByRole('heading', { name: shown }).waitFor()
  return { ...window, person }
}

/** Somebody who changes a text. */
async function edit(contents: string) {
  const opened = await open({ 'plan.txt': contents }, 'plan.txt')
  await opened.page.getByRole('button', { name: 'Edit' }).click()
  return { ...opened, field: opened.page.getByRole('textbox', { name: 'Text' }) }
}

async function textOf(person: Person, path: string): Promise<string> {
  return (await person.files.get(path)).text
}

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
  const { page, person } = await open(
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
  const { page } = await open({ ...broken, 'f.pdf': '', 'g\u202Egpj.exe': 'a program' }, 'a.png')
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
  const { page } = await open({ 'notes.md': text, 'map.png': png(20, 10) }, 'notes.md')
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

test('a text is changed and saved by keyboard, with its lines ending as they did', async () => {
  const { page, person, field } = await edit('one\r\ntwo\r\n')
  await field.fill('one\ntwo\nthree\n')
  await page.getByText('Not saved yet').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('one\r\ntwo\r\nthree\r\n')
  await field.fill('again\n')
  await page.getByText('Not saved yet').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('again\r\n')
})

async function changeBoth() {
  const opened = await edit('before\n')
  await opened.field.fill('mine\n')
  await opened.person.files.put('plan.txt', 'theirs\n')
  await opened.page.getByRole('button', { name: 'Save' }).click()
  await opened.page.getByText('Somebody else has changed this file').waitFor()
  await opened.page.getByRole('region', { name: 'Theirs' }).getByText('theirs', { exact: true }).waitFor()
  return opened
}

test('when two have changed a text, both can be kept', async () => {
  const { page, person } = await changeBoth()
  await page.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await page.getByText('Your text is kept as “plan (2).txt”').waitFor()
  expect(await textOf(person, 'plan (2).txt')).toBe('mine\n')
  expect(await textOf(person, 'plan.txt')).toBe('theirs\n')
})

test('when two have changed a text, one can overwrite the other', async () => {
  const { page, person } = await changeBoth()
  await page.getByRole('button', { name: 'Overwrite theirs' }).click()
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine\n')
})

test('when two have changed a text, one can give way', async () => {
  const { page, person, field } = await changeBoth()
  await page.getByRole('button', { name: 'Take theirs' }).click()
  await expect.poll(() => field.inputValue()).toBe('theirs\n')
  expect(await textOf(person, 'plan.txt')).toBe('theirs\n')
})

test('a text whose file is gone can be saved anew', async () => {
  const { page, person, field, barriers } = await edit('before\n')
  await field.fill('mine\n')
  await person.files.delete('plan.txt')
  // Without anybody having tried to save it.
  await page.getByText('This file has been removed meanwhile').waitFor()
  await page.getByRole('button', { name: 'Save it anew' }).click()
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine\n')

  // What is only found to be gone after a reload is not lost either.
  await field.fill('mine again\n')
  await page.getByText('Not saved yet').waitFor()
  const address = page.url()
  await page.goto(new URL('/favicon.ico', address).href)
  await person.files.delete('plan.txt')
  await page.goto(address)
  const dialog = page.getByRole('dialog', { name: 'Keep what you had written in plan.txt?' })
  await dialog.getByText('mine again').waitFor()
  expect(await barriers('dialog Keep what you had written in {{name}}?')).toEqual([])
  await dialog.getByRole('button', { name: 'Save it among my files' }).click()
  await page.getByRole('dialog', { name: 'plan.txt' }).getByText('mine again').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine again\n')
})

test('a text that one may not change any more is kept among one’s own files', async () => {
  const { page, signIn } = await browser.open()
  const [ann, ben] = [await servers.servers.a.person('ann'), await servers.servers.a.person('ben')]
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'before\n')
  await ben.files.put('plan.txt', 'his own')
  const share = { path: '/Trip', shareWith: 'ben', permissions: ['read', 'write'] }
  const { id } = (await ann.api('POST', '/shares', share)).json() as { id: string }
  await signIn(ben, '/files/Shared/Trip?open=plan.txt')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill('mine\n')
  expect((await ann.api('PATCH', `/shares/${id}`, { permissions: ['read'] })).status).toBe(200)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('It cannot be saved here').waitFor()
  await page.getByRole('button', { name: 'Save it among my files' }).click()
  await page.getByRole('dialog', { name: 'plan (2).txt' }).getByText('mine').waitFor()
  expect(await textOf(ben, 'plan (2).txt')).toBe('mine\n')
})

test('changes outlive a reload, and are given up only when the person says so', async () => {
  const { page, field } = await edit('before\n')
  await field.fill('not saved')
  await page.getByText('Not saved yet').waitFor()
  await page.reload()
  await page.getByText('These are your changes from before').waitFor()
  expect(await field.inputValue()).toBe('not saved')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Go on editing' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('who goes back in the browser is asked before changes are given up', async () => {
  const { page, field } = await edit('before\n')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'plan.txt' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  await field.fill('not saved')
  await page.goBack()
  await page.getByRole('button', { name: 'Go on editing' }).click()
  expect(await field.inputValue()).toBe('not saved')
  await page.goBack()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('a session that ends while a text is written costs a password, and no word', async () => {
  const { page, person, field } = await edit('before\n')
  await field.fill('mine\n')
  // While the text is on its way: later, the question for the password would be there first.
  await page.route(
    '**/api/v1/files/content?*',
    async (route) => {
      await endSessions(person)
      await route.continue()
    },
    { times: 1 },
  )
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.getByLabel('Password').fill(person.password)
  await page.keyboard.press('Enter')
  await page.getByText('All changes are saved').waitFor()
  expect(await textOf(person, 'plan.txt')).toBe('mine\n')
})

async function endSessions(person: Person): Promise<void> {
  const { sessions } = (await person.api('GET', '/sessions')).json() as { sessions: { id: string }[] }
  for (const { id } of sessions) await person.api('DELETE', `/sessions/${id}`)
}

async function openDetails(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('row', { name }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Details' }).click()
}

test('the details of a file have what it was before, to be taken back and deleted', async () => {
  const { page, person, barriers } = await open({ 'plan.txt': 'first' }, 'plan.txt')
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
  const { page, person, barriers } = await open({ 'a.md': '# A\n\n```\ncode\n```\n' }, 'a.md')
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
