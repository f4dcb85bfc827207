import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserWindow,
  createTemporaryFolder,
  endAll,
  openBrowser,
  type Person,
  type Processes,
  processes,
  type TemporaryFolder,
} from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

type Page = BrowserWindow['page']

const mebibyte = 1024 * 1024

let servers: Processes<'a'>
let browser: Browser
let device: TemporaryFolder
let large: string
let people = 0

beforeAll(async () => {
  servers = await processes({ a: {} })
  browser = await openBrowser()
  device = await createTemporaryFolder()
  large = join(device.path, 'film.bin')
  await writeFile(large, 'a film')
  await truncate(large, 48 * mebibyte)
})

afterAll(() => endAll(browser, servers, device))

/** Somebody new in front of their files, in a browser that asks for files by a field. */
async function open(look: { language?: 'en' | 'de' } = {}) {
  const window = await browser.open(look)
  const network = await networkOf(window)
  await window.page.addInitScript(`delete window.showOpenFilePicker`)
  window.page.on('dialog', (dialog) => void dialog.accept())
  const person = await servers.servers.a.person(`ann-${(people += 1)}`)
  await window.signIn(person, '/files')
  await window.page.getByRole('heading', { level: 1 }).waitFor()
  return { ...window, person, network }
}

async function upload(page: Page, files: Parameters<Page['setInputFiles']>[1]): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await give(page, files, () => page.getByRole('menuitem', { name: 'Files …' }).click())
}

async function give(
  page: Page,
  files: Parameters<Page['setInputFiles']>[1],
  ask: () => Promise<void>,
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await ask()
  await (await chooser).setFiles(files)
}

function text(name: string, words = `This is ${name}.`) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(words) }
}

function says(page: Page, words: string | RegExp) {
  return page.getByRole('region', { name: 'Uploads' }).getByText(words).first()
}

/** Uploads the large file until some of it has arrived. What is left would take minutes then: nobody has to hurry. */
async function beginLarge(page: Page, network: Network, begin = () => upload(page, large)): Promise<void> {
  await network.slow(8 * mebibyte)
  await begin()
  await says(page, /^[1-4]\d(?:\.\d)? MB of/).waitFor()
  await network.slow(mebibyte / 4)
}

interface Network {
  /** Lets so many bytes out in a second. */
  slow(bytes: number): Promise<void>
  down(): Promise<void>
  normal(): Promise<void>
}

async function networkOf({ page, context }: Pick<BrowserWindow, 'page' | 'context'>): Promise<Network> {
  const session = await context.newCDPSession(page)
  const is = async (uploadThroughput: number, offline: boolean) => {
    const unlimited = { latency: 0, downloadThroughput: -1 }
    await session.send('Network.emulateNetworkConditions', { ...unlimited, offline, uploadThroughput })
  }
  return {
    slow: (bytes) => is(bytes, false),
    down: () => is(-1, true),
    normal: () => is(-1, false),
  }
}

async function namesIn(person: Person, folder: string): Promise<string[]> {
  const { entries } = (await person.api('GET', `/files?path=${encodeURIComponent(folder)}`)).json() as {
    entries: { name: string }[]
  }
  return entries.map(({ name }) => name)
}

async function offsetOnServer(person: Person): Promise<number> {
  const { uploads } = (await person.api('GET', '/uploads')).json() as { uploads: { offset: number }[] }
  return uploads[0]?.offset ?? 0
}

/** From which bytes on pieces are sent. */
function watchPieces(page: Page): number[] {
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  return offsets
}

test('a thousand files are uploaded while the page stays quick', async () => {
  const { page, person } = await open()
  await upload(
    page,
    Array.from({ length: 1000 }, (_, at) => text(`${at}.txt`)),
  )
  await says(page, 'Uploading 1,000 files').waitFor()
  expect(await page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').count()).toBeLessThan(20)
  // Other work of the machine makes one of them late, and not all.
  const times: number[] = []
  while (times.length < 15 && !times.some((time) => time < 2_000)) {
    const began = performance.now()
    await page.getByRole('button', { name: 'Hide the list' }).click()
    await page.getByRole('button', { name: 'Show the list' }).click()
    times.push(performance.now() - began)
  }
  expect(Math.min(...times)).toBeLessThan(2_000)
  await says(page, '1,000 files uploaded').waitFor({ timeout: 480_000 })
  const { entries } = (await person.api('GET', '/files/search?text=.txt&limit=400')).json() as {
    entries: unknown[]
  }
  expect(entries).toHaveLength(400)
}, 600_000)

test('a large file goes on after a reload when it is chosen again, and only the rest is sent', async () => {
  const { page, person, network } = await open()
  await beginLarge(page, network)
  await page.reload()
  await says(page, 'Choose the same files again').waitFor()
  const arrived = await offsetOnServer(person)
  expect(arrived).toBeGreaterThan(0)
  const pieces = watchPieces(page)
  await network.normal()
  await give(page, large, () => page.getByRole('button', { name: 'Choose the files' }).click())
  await says(page, '1 file uploaded').waitFor()
  expect(pieces[0]).toBeGreaterThanOrEqual(arrived)
  const { headers, bytes } = await person.files.get('film.bin')
  expect(Number(headers['content-length'])).toBe(48 * mebibyte)
  expect(bytes.subarray(0, 8).toString()).toBe('a film\0\0')
})

test('another file than the one that was interrupted is told apart', async () => {
  const { page, network } = await open()
  await beginLarge(page, network)
  await page.reload()
  await says(page, 'Choose the same files again').waitFor()
  await give(page, [text('film.bin')], () => page.getByRole('button', { name: 'Choose the files' }).click())
  await page.getByText('1 file is none of those').waitFor()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('region', { name: 'Uploads' }).waitFor({ state: 'detached' })
})

test('where the browser keeps access to files, a reload is gone on from by itself', async () => {
  const window = await browser.open()
  const { page } = window
  const network = await networkOf(window)
  // The browser's own file system of this origin stands for that of the device: a dialog of the system cannot be answered.
  await page.addInitScript(`
    window.showOpenFilePicker = async () => {
      const root = await navigator.storage.getDirectory()
      return [await root.getFileHandle('kept.bin')]
    }`)
  page.on('dialog', (dialog) => void dialog.accept())
  await window.signIn(await servers.servers.a.person('keeper'), '/files')
  await page.evaluate(`navigator.storage.getDirectory().then(async (root) => {
    const writer = await (await root.getFileHandle('kept.bin', { create: true })).createWritable()
    await writer.write(new Uint8Array(${32 * mebibyte}))
    await writer.close()
  })`)
  await beginLarge(page, network, async () => {
    await page.getByRole('button', { name: 'Upload', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Files …' }).click()
  })
  const pieces = watchPieces(page)
  await page.reload()
  await network.normal()
  await says(page, '1 file uploaded').waitFor()
  expect(pieces[0]).toBeGreaterThan(0)
})

test('an upload is paused and resumed', async () => {
  const { page, person, network } = await open()
  await beginLarge(page, network)
  await page.getByRole('button', { name: 'Pause “film.bin”' }).click()
  await says(page, /^Paused at/).waitFor()
  await network.normal()
  const pieces = watchPieces(page)
  const arrived = await offsetOnServer(person)
  await page.getByRole('button', { name: 'Resume “film.bin”' }).click()
  await says(page, '1 file uploaded').waitFor()
  expect(pieces[0]).toBeGreaterThanOrEqual(arrived)
})

test('what is cancelled is dropped on the server too', async () => {
  const { page, person, network } = await open()
  await beginLarge(page, network)
  await page.getByRole('button', { name: 'Cancel all' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel all' }).click()
  await page.getByRole('region', { name: 'Uploads' }).waitFor({ state: 'detached' })
  await expect.poll(async () => (await person.api('GET', '/uploads')).json()).toEqual({ uploads: [] })
})

test('without a network it waits, and goes on by itself', async () => {
  const { page, network } = await open()
  await beginLarge(page, network)
  await network.down()
  await says(page, 'Goes on when the server can be reached').waitFor()
  await network.normal()
  await says(page, '1 file uploaded').waitFor()
})

test('a session that ends in the middle costs a password, and nothing else', async () => {
  const { page, person, network } = await open()
  await beginLarge(page, network)
  const { sessions } = (await person.api('GET', '/sessions')).json() as { sessions: { id: string }[] }
  for (const { id } of sessions) await person.api('DELETE', `/sessions/${id}`)
  await network.normal()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.getByLabel('Password').fill(person.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await says(page, '1 file uploaded').waitFor()
  expect(await namesIn(person, '/')).toContain('film.bin')
})

test('where names are taken, each file or all of them are decided about', async () => {
  const { page, person } = await open()
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt']
  for (const name of names) await person.files.put(name, 'There before.')
  await upload(
    page,
    [...names, 'e.txt'].map((name) => text(name)),
  )
  await says(page, '“a.txt” is already among your files').waitFor()
  await page.getByRole('button', { name: 'Skip' }).click()
  await says(page, '“b.txt” is already among your files').waitFor()
  await page.getByRole('button', { name: 'Replace' }).click()
  await says(page, '“c.txt” is already among your files').waitFor()
  await page.getByText('The same for all others').click()
  await page.getByRole('button', { name: 'Keep both' }).click()
  await says(page, '4 files uploaded').waitFor()
  expect(await namesIn(person, '/')).toEqual(
    expect.arrayContaining([...names, 'e.txt', 'c (2).txt', 'd (2).txt']),
  )
  const contents = await Promise.all(names.map(async (name) => (await person.files.get(name)).text))
  expect(contents).toEqual(['There before.', 'This is b.txt.', 'There before.', 'There before.'])
})

test('a name that is found taken at the end costs an answer, also after a reload, and no byte again', async () => {
  const { page, person, network } = await open()
  await beginLarge(page, network)
  await person.files.put('film.bin', 'another film')
  await network.normal()
  await says(page, '“film.bin” is already among your files').waitFor()
  const pieces = watchPieces(page)
  await page.reload()
  await page.getByRole('button', { name: 'Keep both' }).click()
  await says(page, '1 file uploaded').waitFor()
  expect(pieces).toEqual([])
  expect((await person.files.get('film.bin')).text).toBe('another film')
  const { bytes } = await person.files.get('film (2).bin')
  expect([bytes.length, bytes.subarray(0, 8).toString()]).toEqual([48 * mebibyte, 'a film\0\0'])
})

test('what was begun elsewhere is shown, and goes on with the same file alone', async () => {
  const { page, person, barriers } = await open()
  await person.files.mkcol('Trip')
  const { mtime } = await stat(large)
  const metadata = { path: '/Trip/film.bin', modified: mtime.toISOString() }
  const begun = await person.uploads.create(48 * mebibyte, metadata)
  await person.uploads.send(
    begun.headers['location'] ?? '',
    0,
    (await readFile(large)).subarray(0, 40 * mebibyte),
  )
  await person.uploads.create(5, { path: '/notes.txt' })
  await page.reload()
  const elsewhere = page.getByRole('region', { name: 'Unfinished uploads' })
  await elsewhere.getByText('2 uploads were begun elsewhere').waitFor()
  await elsewhere.getByText(/^41.9 MB of 50.3 MB · to “Trip”/).waitFor()
  expect(await barriers('page /files/$')).toEqual([])
  await elsewhere.getByRole('button', { name: 'Discard “notes.txt”' }).click()
  await elsewhere.getByText('1 upload was begun elsewhere').waitFor()
  const goOn = elsewhere.getByRole('button', { name: 'Go on with “film.bin”' })
  await give(page, [text('film.bin')], () => goOn.click())
  await page.getByText('This is another file than “film.bin”').waitFor()
  const pieces = watchPieces(page)
  await give(page, large, () => goOn.click())
  await says(page, '1 file uploaded').waitFor()
  await elsewhere.waitFor({ state: 'detached' })
  expect(pieces[0]).toBe(40 * mebibyte)
  expect((await person.files.get('Trip/film.bin')).bytes).toHaveLength(48 * mebibyte)
  expect((await person.api('GET', '/uploads')).json()).toEqual({ uploads: [] })
})

test('where there is no room the rest waits, what fits goes through, and all goes on when there is some', async () => {
  const { page, person, barriers } = await open()
  const { spaces } = (await person.api('GET', '/spaces')).json() as { spaces: { id: string }[] }
  const setQuota = (quota: number | null) =>
    servers.servers.a.operator('PUT', `/api/v1/spaces/${spaces[0]?.id}/quota`, { quota })
  await setQuota(mebibyte)
  const puts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request.url())
  })
  const letters = Array.from({ length: 20 }, (_, at) => text(`${at}.txt`, 'x'.repeat(200_000)))
  await upload(page, [...letters, text('small.txt', 'x')])
  await says(page, /^There is no room for 1\d files$/).waitFor()
  await says(page, /^1 MB of your 1 MB are used/).waitFor()
  expect(await namesIn(person, '/')).toContain('small.txt')
  expect(puts.length).toBeLessThan(13)
  expect(await barriers('page /files/$')).toEqual([])
  await setQuota(null)
  await page.getByRole('button', { name: 'Try again', exact: true }).click()
  await says(page, '21 files uploaded').waitFor()

  await setQuota(12 * mebibyte)
  const once = { times: 1 }
  await page.route(
    '**/api/v1/uploads/*',
    async (route) => {
      await person.files.put('first.bin', Buffer.alloc(5 * mebibyte))
      await route.continue()
    },
    once,
  )
  await upload(page, { name: 'six.bin', mimeType: 'x/y', buffer: Buffer.alloc(6 * mebibyte) })
  await says(page, 'There is no room for 1 file').waitFor()
  const pieces = watchPieces(page)
  await person.files.delete('first.bin')
  await person.api('DELETE', '/trash')
  await page.getByRole('button', { name: 'Try again', exact: true }).click()
  await says(page, '22 files uploaded').waitFor()
  expect(pieces).toEqual([])
})

test('a folder is dropped with all that is in it, empty folders too, and files are pasted', async () => {
  const { page, context, person } = await open()
  const trip = join(device.path, 'Trip')
  await mkdir(join(trip, 'Day 1', 'Empty'), { recursive: true })
  await writeFile(join(trip, 'plan.txt'), 'plan')
  await writeFile(join(trip, 'Day 1', 'map.txt'), 'map')
  const session = await context.newCDPSession(page)
  const data = { items: [], files: [trip], dragOperationsMask: 1 }
  const hint = page.getByText('Drop here to upload')
  const drop = async (target: ReturnType<Page['locator']>, isHinted: boolean) => {
    const box = await target.boundingBox()
    const at = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 }
    for (const type of ['dragEnter', 'dragOver'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data })
    }
    await hint.waitFor({ state: isHinted ? 'visible' : 'detached' })
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...at, data })
  }
  await drop(page.locator('.drop-zone'), true)
  await says(page, '3 files uploaded').waitFor()
  expect((await namesIn(person, '/Trip')).toSorted()).toEqual(['Day 1', 'plan.txt'])
  expect((await namesIn(person, '/Trip/Day 1')).toSorted()).toEqual(['Empty', 'map.txt'])
  await drop(page.getByRole('row', { name: 'Trip', exact: true }), false)
  await says(page, '6 files uploaded').waitFor()
  expect(await namesIn(person, '/Trip')).toContain('Trip')

  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['seen'], 'image.png'))
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }`)
  await says(page, '7 files uploaded').waitFor()
  expect(await namesIn(person, '/')).toContain('image.png')
})

test('a folder that was removed meanwhile is made again when the person wants that', async () => {
  const { page, person } = await open()
  await person.files.mkcol('Gone')
  await page.goto(`${person.origin}/files/Gone`)
  await page.getByRole('heading', { level: 1, name: 'Gone' }).waitFor()
  const once = { times: 1 }
  await page.route(
    '**/api/v1/files/content?*',
    async (route) => {
      await person.files.delete('Gone')
      await route.continue()
    },
    once,
  )
  await upload(page, [text('a.txt')])
  await says(page, 'The folder is not there any more').waitFor()
  await page.getByRole('button', { name: 'Try “a.txt” again' }).click()
  await says(page, '1 file uploaded').waitFor()
  expect(await namesIn(person, '/Gone')).toEqual(['a.txt'])
})

test('uploads are usable by everybody', async () => {
  const { page, person, barriers } = await open()
  await person.files.put('a.txt', 'There before.')
  await page.getByRole('button', { name: 'Upload', exact: true }).focus()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('menuitem', { name: 'Files …' })
  await give(page, [text('a.txt'), text('b.txt')], () => choice.press('Enter'))
  await page.getByRole('button', { name: 'Replace' }).waitFor()
  expect(await barriers('page /files/$')).toEqual([])
  await page.getByRole('button', { name: 'Cancel all' }).click()
  expect(await barriers('dialog Cancel all uploads?')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Replace' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^2 / }).waitFor()
  expect(await barriers('page /files/$')).toEqual([])
})
